using ModelMine.Cli.Shell;

using Spectre.Console;

namespace ModelMine.Cli.Datasets;

/// <summary>Sends a file piece by piece, going on where an earlier try stopped, with a bar while a person looks on.</summary>
internal sealed class DatasetUpload(VerbCall call)
{
    private const int PieceBytes = 4 * 1024 * 1024;

    public async Task SendAsync(string path, string digest, CancellationToken cancellationToken)
    {
        if (call.Json || !call.Console.Profile.Capabilities.Interactive)
        {
            await SendAsync(path, digest, _ => { }, cancellationToken);
            return;
        }

        await call.Console.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(Path.GetFileName(path)), maxValue: Math.Max(1, new FileInfo(path).Length));
            await SendAsync(path, digest, sent => bar.Value = sent, cancellationToken);
            bar.Value = bar.MaxValue;
        });
    }

    private async Task SendAsync(string path, string digest, Action<long> sent, CancellationToken cancellationToken)
    {
        var state = await call.Api.DatasetUploadStateAsync(digest, cancellationToken);
        if (state.Complete) return;
        await using var file = File.OpenRead(path);
        var piece = new byte[(int)Math.Clamp(file.Length, 1, PieceBytes)];
        var offset = state.Offset;
        do
        {
            file.Position = Math.Min(offset, file.Length);
            var count = await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken);
            offset = await call.Api.AppendDatasetUploadAsync(digest, offset, file.Length, piece.AsMemory(0, count), cancellationToken);
            sent(offset);
        }
        while (offset < file.Length);
    }
}
