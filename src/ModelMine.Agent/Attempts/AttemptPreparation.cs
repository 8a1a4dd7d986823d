using ModelMine.Agent.Blobs;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Datasets;

namespace ModelMine.Agent.Attempts;

/// <summary>Puts into an attempt's folder what its trainer starts with.</summary>
/// <param name="parts">What every attempt works with.</param>
/// <param name="grant">The attempt.</param>
/// <param name="folder">Its folder.</param>
/// <param name="queue">The job's log.</param>
internal sealed class AttemptPreparation(AttemptParts parts, AttemptGrant grant, AttemptFolder folder, ReportQueue queue) : IDisposable
{
    private const string ResumeFile = "resume.snapshot";
    private IDisposable? _data;

    /// <summary>Fetches the owner's data set and the snapshot to go on from, if there are any, and writes the assignment.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">The data set or the snapshot cannot be had.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (grant.Dataset is { } dataset) await FetchAsync(dataset, cancellationToken);
        if (grant.Snapshot is { } snapshot) await FetchAsync(snapshot, cancellationToken);
        await folder.WriteAsync(new TrainerAssignment
        {
            Config = grant.Config,
            ConfigDigest = grant.ConfigDigest,
            Threads = parts.Threads,
            MemoryMiB = grant.MemoryMiB,
            DatasetFolder = parts.DatasetFolder,
            Dataset = grant.Dataset,
            ResumeFrom = grant.Snapshot is null ? null : ResumeFile,
        });
    }

    /// <summary>The trainer has ended: its data may make room for others.</summary>
    public void Dispose() => _data?.Dispose();

    private async Task FetchAsync(DatasetFacts dataset, CancellationToken cancellationToken)
    {
        try
        {
            _data = parts.Datasets.Hold(dataset.Files);
            foreach (var file in dataset.Files)
            {
                var report = new FetchReport(file.Name, file.Length ?? 0, queue, parts.Time);
                if (await parts.Datasets.EnsureAsync(file, report.Got, cancellationToken)) queue.Log("info", $"Fetched {file.Name} of {dataset.Name}.");
            }
        }
        catch (Exception e) when (e is ApiException or InvalidDataException)
        {
            throw new InvalidDataException($"the data set {dataset.Name} cannot be had. {e.Message}", e);
        }
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
