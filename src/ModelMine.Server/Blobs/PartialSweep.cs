namespace ModelMine.Server.Blobs;

/// <summary>Removes, when the server starts, uploads that nobody went on with for a day.</summary>
internal sealed partial class PartialSweep(BlobStore store, TimeProvider time, ILogger<PartialSweep> logger) : BackgroundService
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var folder = new DirectoryInfo(store.PartialFolder);
        if (!folder.Exists) return;
        var before = (time.GetUtcNow() - KeptFor).UtcDateTime;
        foreach (var file in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
        {
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                file.Delete();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogKept(file.FullName, error.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The abandoned upload {Path} could not be removed: {Reason}")]
    private partial void LogKept(string path, string reason);
}
