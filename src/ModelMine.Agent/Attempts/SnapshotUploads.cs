using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ModelMine.Agent.Blobs;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Attempts;

/// <summary>Sends snapshots one after the other. While one is on its way only the newest further one waits: an older one helps nobody.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="upload">Sends files.</param>
/// <param name="writes">The attempt's writes.</param>
/// <param name="reports">Tells what was measured before a snapshot.</param>
/// <param name="queue">The job's log.</param>
/// <param name="logger">The agent's log.</param>
internal sealed class SnapshotUploads(
    AttemptFolder folder, BlobUpload upload, AttemptWrites writes, ReportSender reports, ReportQueue queue, ILogger logger)
{
    private readonly Channel<TrainerSnapshot> _waiting = Channel.CreateBounded<TrainerSnapshot>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, skipped => folder.Delete(skipped.File));

    /// <summary>Takes a snapshot that was saved.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public void Add(TrainerSnapshot snapshot) => _waiting.Writer.TryWrite(snapshot);

    /// <summary>No more will come: what waits is sent, and then <see cref="RunAsync"/> ends.</summary>
    public void Finish() => _waiting.Writer.TryComplete();

    /// <summary>Sends until <see cref="Finish"/> was called and none waits.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LeaseLostException">The node holds the lease no longer.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var snapshot in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                var sent = await upload.SendAsync(
                    folder.PathOf(snapshot.File), snapshot.Snapshot.Digest, giveUp: () => _waiting.Reader.TryPeek(out _), cancellationToken);
                if (sent) await NameAsync(snapshot.Snapshot, cancellationToken);
            }
            catch (Exception e) when (e is ApiException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                logger.LogWarning("Snapshot {File} could not be sent: {Why}", snapshot.File, e.Message);
                queue.Log("warning", $"The snapshot of step {snapshot.Snapshot.Step} could not be sent: {e.Message} Training goes on.");
            }

            folder.Delete(snapshot.File);
        }
    }

    // Whoever goes on from a snapshot does not measure again what was measured before it: the server must have that first.
    private async Task NameAsync(SnapshotRef snapshot, CancellationToken cancellationToken)
    {
        await reports.FlushAsync(cancellationToken);
        await writes.SnapshotAsync(snapshot, cancellationToken);
    }
}
