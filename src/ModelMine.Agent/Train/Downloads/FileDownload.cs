using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Training;

namespace ModelMine.Agent.Train.Downloads;

/// <summary>
/// Fetches a file once for all trainers of this node: goes on where an earlier try broke off, checks the SHA-256, and only then
/// gives the file its name.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="log">Hears what happens.</param>
/// <param name="progress">Hears how much of which file is there, some times a second; null for nobody.</param>
internal sealed class FileDownload(TimeProvider time, Action<string> log, Action<FetchProgress>? progress = null) : IDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(250);
    private const int MostTries = 4;
    private const double MB = 1e6;
    private readonly HttpClient _http = new(new NamedConnectionFaults(new SocketsHttpHandler { ConnectTimeout = ConnectPatience })) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Time before the second try; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Fetches the file unless it is there.</summary>
    /// <param name="url">Where from.</param>
    /// <param name="sha256">Its SHA-256, lower-case hex.</param>
    /// <param name="path">Where to.</param>
    /// <param name="cancellation">Gives up; what came is kept.</param>
    /// <param name="length">Its bytes, of which no more are taken; null when they are not known.</param>
    /// <exception cref="TrainingException">It could not be fetched, or another file came.</exception>
    public async Task EnsureAsync(Uri url, string sha256, string path, CancellationToken cancellation, long? length = null)
    {
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        // Whose turn it is not yet gets further, too: with the one that downloads.
        using var turn = await DownloadTurn.TakeAsync(path + ".lock", time, log, () => TellSize(part, length), cancellation);
        if (File.Exists(path))
        {
            return;
        }

        await FetchAsync(url, part, path, length ?? long.MaxValue, cancellation);
        await RequireDigestAsync(url, part, sha256, cancellation);
        File.Move(part, path, overwrite: true);
        log($"{Path.GetFileName(path)} is here, and its SHA-256 is right.");
    }

    public void Dispose() => _http.Dispose();

    private void TellSize(string part, long? length)
    {
        if (new FileInfo(part) is { Exists: true, Length: var bytes }) progress?.Invoke(new(Path.GetFileNameWithoutExtension(part), bytes, length));
    }

    private async Task FetchAsync(Uri url, string part, string path, long longest, CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await FetchRestAsync(url, part, longest, cancellation);
                return;
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException)
            {
                if (attempt == MostTries || error is HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
                {
                    throw new TrainingException($"{Path.GetFileName(path)} could not be downloaded from {url}: {Sentence(error.Message)} Put the file at {path} yourself, or let a node with a connection to the internet train this job.", retryable: true, error);
                }

                log($"The download broke off: {Sentence(error.Message)} Trying again in {pause.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.");
                await Task.Delay(pause, time, cancellation);
                pause *= 2;
            }
        }
    }

    private async Task FetchRestAsync(Uri url, string part, long longest, CancellationToken cancellation)
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            stalled.CancelAfter(Stall);
            await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (file.Length > 0)
            {
                request.Headers.Range = new RangeHeaderValue(file.Length, null);
            }

            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stalled.Token);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return; // All of it is here already; the digest will tell.
            }

            response.EnsureSuccessStatusCode();
            file.SetLength(response.Content.Headers.ContentRange?.From ?? 0);
            file.Seek(0, SeekOrigin.End);
            await CopyAsync(response, file, url, longest, stalled);
            file.Flush(flushToDisk: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {Stall.TotalSeconds:0} seconds");
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream file, Uri url, long longest, CancellationTokenSource stalled)
    {
        var whole = file.Length + response.Content.Headers.ContentLength;
        log($"Downloading {url}{(whole is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" ({bytes / MB:F0} MB)") : "")}{(file.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $", going on after {file.Length / MB:F0} MB") : "")}.");
        await using var body = await response.Content.ReadAsStreamAsync(stalled.Token);
        var buffer = new byte[1 << 17];
        var lastLog = time.GetTimestamp();
        var lastTold = lastLog;
        var name = Path.GetFileNameWithoutExtension(file.Name);
        int read;
        while ((read = await body.ReadAsync(buffer, stalled.Token)) > 0)
        {
            stalled.CancelAfter(Stall);
            if (read > longest - file.Length)
            {
                file.SetLength(0);
                throw new TrainingException($"What comes from {url} is not the expected file: it is longer than {longest:N0} bytes. It was removed.", retryable: true);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), stalled.Token);
            if (time.GetElapsedTime(lastTold) >= TellEvery || file.Length == whole)
            {
                lastTold = time.GetTimestamp();
                progress?.Invoke(new(name, file.Length, whole));
            }

            if (time.GetElapsedTime(lastLog) >= LogEvery)
            {
                lastLog = time.GetTimestamp();
                log(string.Create(CultureInfo.InvariantCulture, $"Downloaded {file.Length / MB:F0} MB{(whole is { } all ? $" of {all / MB:F0} MB" : "")}."));
            }
        }

        if (whole is { } expected && file.Length != expected)
        {
            throw new IOException($"{file.Length:N0} bytes came, {expected:N0} were announced");
        }
    }

    private static async Task RequireDigestAsync(Uri url, string part, string sha256, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(part);
        var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        if (found != sha256)
        {
            var length = file.Length;
            file.Close();
            File.Delete(part);
            throw new TrainingException($"What came from {url} is not the expected file: it has {length:N0} bytes and SHA-256 {found}, expected is {sha256}. It was removed.", retryable: true);
        }
    }

    private static string Sentence(string message) => message.TrimEnd('.') + ".";
}
