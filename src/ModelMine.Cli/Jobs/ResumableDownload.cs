using System.Net;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary>
/// Streams a job's weights into <c>FILE.part</c>, going on where an earlier try broke off, and gives the file its name only
/// when its SHA-256 is the one that the job's result states.
/// </summary>
internal sealed class ResumableDownload(UserApiClient api, Surroundings surroundings, string jobId, JobResult result)
{
    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task WriteToAsync(string file, IAnsiConsole? bar, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var part = $"{file}.part";
        if (bar is null) await FillAsync(part, _ => { }, cancellationToken);
        else await WithBarAsync(bar, part, cancellationToken);

        var digest = await FileDigest.OfAsync(part, cancellationToken);
        if (digest != result.WeightsDigest)
        {
            File.Delete(part);
            throw new CliFailure(
                ExitCode.NotVerified,
                $"The weights of {jobId} are not what its result states: SHA-256 {digest} instead of {result.WeightsDigest}.",
                "Nothing was kept. Try again; if it stays so, the server's copy is damaged.");
        }

        File.Move(part, file, overwrite: true);
    }

    private Task WithBarAsync(IAnsiConsole console, string part, CancellationToken cancellationToken) => console.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn())
        .StartAsync(progress =>
        {
            var task = progress.AddTask(jobId, maxValue: result.WeightsBytes);
            return FillAsync(part, bytes => task.Value = bytes, cancellationToken);
        });

    private async Task FillAsync(string part, Action<long> moved, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (Length(part) > result.WeightsBytes) File.Delete(part);
                if (Length(part) < result.WeightsBytes) await AppendAsync(part, moved, cancellationToken);
                if (Length(part) >= result.WeightsBytes) return;
                throw new HttpRequestException("The server ended the file too early.");
            }
            catch (HttpRequestException) when (attempt < Tries)
            {
                await Task.Delay(Pause, surroundings.Time, cancellationToken);
            }
        }
    }

    private async Task AppendAsync(string part, Action<long> moved, CancellationToken cancellationToken)
    {
        using var response = await api.WeightsAsync(jobId, Length(part), cancellationToken);
        await using var source = await response.Content.ReadAsStreamAsync(cancellationToken);
        var mode = response.StatusCode is HttpStatusCode.PartialContent ? FileMode.Append : FileMode.Create;
        await using var target = new FileStream(part, mode, FileAccess.Write);
        var buffer = new byte[128 * 1024];
        while (await ReadAsync(source, buffer, cancellationToken) is > 0 and var count)
        {
            await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            moved(target.Position);
        }
    }

    // A broken connection is worth another try; a full disk is not: both would be an IOException.
    private static async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw new HttpRequestException($"The connection broke: {e.Message}", e);
        }
    }

    private static long Length(string part) => File.Exists(part) ? new FileInfo(part).Length : 0;
}
