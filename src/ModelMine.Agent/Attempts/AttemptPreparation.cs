using ModelMine.Agent.Blobs;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Attempts;

/// <summary>Puts into an attempt's folder what its trainer starts with.</summary>
/// <param name="parts">What every attempt works with.</param>
/// <param name="grant">The attempt.</param>
/// <param name="folder">Its folder.</param>
/// <param name="queue">The job's log.</param>
internal sealed class AttemptPreparation(AttemptParts parts, AttemptGrant grant, AttemptFolder folder, ReportQueue queue)
{
    private const string ResumeFile = "resume.snapshot";

    /// <summary>Fetches the snapshot to go on from, if there is one, and writes the assignment.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">The snapshot cannot be had.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (grant.Snapshot is { } snapshot) await FetchAsync(snapshot, cancellationToken);
        await folder.WriteAsync(new TrainerAssignment
        {
            Config = grant.Config,
            ConfigDigest = grant.ConfigDigest,
            Threads = parts.Threads,
            MemoryMiB = grant.MemoryMiB,
            DatasetFolder = parts.DatasetFolder,
            ResumeFrom = grant.Snapshot is null ? null : ResumeFile,
        });
    }

    private async Task FetchAsync(SnapshotRef snapshot, CancellationToken cancellationToken)
    {
        try
        {
            await new BlobDownload(parts.Api.ReadBlobAsync, parts.Calls, parts.Timings, parts.Time)
                .FetchAsync(snapshot.Digest, snapshot.Size, folder.PathOf(ResumeFile), cancellationToken);
            queue.Log("info", $"Going on from the snapshot of step {snapshot.Step}.");
        }
        catch (Exception e) when (e is ApiException or InvalidDataException)
        {
            throw new InvalidDataException($"the snapshot of step {snapshot.Step}, to go on from, cannot be used. {e.Message}", e);
        }
    }
}
