using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Removes blobs that no job and no data set refers to any more, chiefly snapshots that a newer one or the job's end made useless. Young
/// ones stay: their job may be about to refer to them.
/// </summary>
/// <param name="store">Where the files are.</param>
/// <param name="writer">The writer.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class UnreferencedBlobSweep(BlobStore store, GroupCommit writer, TimeProvider time, ILogger<UnreferencedBlobSweep> logger)
    : BackgroundService
{
    internal const long YoungMilliseconds = 3_600_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Sweeps once.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many blobs were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var digests = await writer.WriteAsync(RemoveRowsAsync, cancellation);

        // After the rows: a file without its row is only waste, a row without its file would be a lie. In a write of its
        // own, because one that came meanwhile may have found the file and given it its row back.
        await writer.WriteAsync(scope => RemoveFilesAsync(scope, digests), CancellationToken.None);
        if (digests.Count > 0) LogRemoved(digests.Count);
        return digests.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SweepAsync(stoppingToken) > 0)
                {
                    // Go on until nothing is left to remove.
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFault(error);
            }
        }
    }

    private static Task<List<string>> RemoveRowsAsync(WriteScope scope) => scope.QueryAsync<string>($"""
        DELETE FROM blobs WHERE digest IN (
            SELECT b.digest FROM blobs b WHERE b.created_at < now_ms() - {YoungMilliseconds}
                AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.snapshot_digest = b.digest)
                AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.weights_digest = b.digest)
                AND NOT EXISTS (SELECT 1 FROM dataset_blobs d WHERE d.digest = b.digest)
            LIMIT 1000)
        RETURNING digest AS "Value"
        """);

    private async Task<int> RemoveFilesAsync(WriteScope scope, List<string> digests)
    {
        var removed = 0;
        foreach (var digest in digests)
        {
            if ((await scope.QueryAsync<long>($"""SELECT size AS "Value" FROM blobs WHERE digest = {digest}""")).Count > 0) continue;
            store.Remove(digest);
            removed++;
        }

        return removed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} blobs that no job refers to any more.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Blobs that nobody needs could not be removed; the next sweep tries again.")]
    private partial void LogFault(Exception error);
}
