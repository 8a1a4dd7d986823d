using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Removes blobs that no job refers to any more, chiefly snapshots that a newer one or the job's end made useless. Young
/// ones stay: their job may be about to refer to them.
/// </summary>
/// <param name="store">Where the files are.</param>
/// <param name="writer">The writer.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class UnreferencedBlobSweep(BlobStore store, GroupCommit writer, TimeProvider time, ILogger<UnreferencedBlobSweep> logger)
    : BackgroundService
{
    private const long YoungMilliseconds = 3_600_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Sweeps once.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many blobs were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var digests = await writer.WriteAsync(RemoveAsync, cancellation);
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

    private async Task<List<string>> RemoveAsync(WriteScope scope)
    {
        var digests = await scope.QueryAsync<string>($"""
            DELETE FROM blobs WHERE digest IN (
                SELECT b.digest FROM blobs b WHERE b.created_at < now_ms() - {YoungMilliseconds}
                    AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.snapshot_digest = b.digest)
                    AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.weights_digest = b.digest)
                LIMIT 1000)
            RETURNING digest AS "Value"
            """);

        // After the row: a file without its row is only waste, a row without its file would be a lie.
        scope.AfterCommit(() => digests.ForEach(store.Remove));
        return digests;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} blobs that no job refers to any more.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Blobs that nobody needs could not be removed; the next sweep tries again.")]
    private partial void LogFault(Exception error);
}
