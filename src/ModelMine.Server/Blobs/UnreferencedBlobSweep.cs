using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Removes blobs that no job and no data set refers to any more, chiefly snapshots that a newer one or the job's end made useless.
/// Young ones stay: their job may be about to refer to them. A blob is marked first, its bytes are removed outside any write,
/// and its row goes last: meanwhile nobody can refer to it, and whoever brings the same bytes is told to send them again.
/// </summary>
public sealed partial class UnreferencedBlobSweep : BackgroundService
{
    internal const long YoungMilliseconds = 3_600_000;

    /// <summary>A server that marked blobs and died: another one goes on after this.</summary>
    private const long LeftMilliseconds = 600_000;

    private const int AtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Well before another server could take the marked blobs for left ones.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMilliseconds(LeftMilliseconds / 2);

    private readonly IBlobPlace _place;
    private readonly GroupCommit _writer;
    private readonly TimeProvider _time;
    private readonly ILogger<UnreferencedBlobSweep> _logger;

    internal UnreferencedBlobSweep(IBlobPlace place, GroupCommit writer, TimeProvider time, ILogger<UnreferencedBlobSweep> logger) =>
        (_place, _writer, _time, _logger) = (place, writer, time, logger);

    /// <summary>Sweeps once.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many blobs were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        var marked = await _writer.WriteAsync(MarkAsync, cancellation);
        var removed = new List<string>();
        foreach (var digest in marked)
        {
            if (cancellation.IsCancellationRequested || _time.GetElapsedTime(began) > LongestRound) break;
            await _place.RemoveAsync(BlobNames.Of(digest));
            removed.Add(digest);
        }

        await _writer.WriteAsync(scope => RemoveRowsAsync(scope, removed), CancellationToken.None);
        if (removed.Count > 0) LogRemoved(removed.Count);
        return removed.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
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

    /// <summary>The condition on the row itself is asked again when another server's sweep was quicker: each blob is marked by one.</summary>
    private static Task<List<string>> MarkAsync(WriteScope scope) => scope.QueryAsync<string>($"""
        UPDATE blobs SET removed_at = now_ms() WHERE (removed_at IS NULL OR removed_at < now_ms() - {LeftMilliseconds})
            AND created_at < now_ms() - {YoungMilliseconds} AND digest IN (
            SELECT b.digest FROM blobs b WHERE b.created_at < now_ms() - {YoungMilliseconds}
                AND (b.removed_at IS NULL OR b.removed_at < now_ms() - {LeftMilliseconds})
                AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.snapshot_digest = b.digest)
                AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.weights_digest = b.digest)
                AND NOT EXISTS (SELECT 1 FROM dataset_blobs d WHERE d.digest = b.digest)
            LIMIT {AtOnce})
        RETURNING digest AS "Value"
        """);

    private static async Task<int> RemoveRowsAsync(WriteScope scope, List<string> digests)
    {
        foreach (var digest in digests) await scope.ExecuteAsync($"DELETE FROM blobs WHERE digest = {digest} AND removed_at IS NOT NULL");
        return digests.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} blobs that no job refers to any more.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Blobs that nobody needs could not be removed; the next sweep tries again.")]
    private partial void LogFault(Exception error);
}
