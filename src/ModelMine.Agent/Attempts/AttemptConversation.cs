using ModelMine.Agent.Blobs;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Attempts;

/// <summary>What is said to the server while a trainer runs: reports and snapshots, neither waiting for the other.</summary>
internal sealed class AttemptConversation : IAsyncDisposable
{
    private readonly AttemptEnding _ending;
    private readonly ReportSender _reports;
    private readonly SnapshotUploads _snapshots;
    private readonly CancellationTokenSource _off;
    private readonly CancellationTokenSource _snapshotsOff;
    private Task _reporting = Task.CompletedTask;
    private Task _uploading = Task.CompletedTask;

    public AttemptConversation(AttemptParts parts, AttemptGrant grant, AttemptFolder folder, AttemptWrites writes, AttemptEnding ending)
    {
        _ending = ending;
        _off = CancellationTokenSource.CreateLinkedTokenSource(ending.Gone);
        _snapshotsOff = CancellationTokenSource.CreateLinkedTokenSource(_off.Token);
        Queue = new ReportQueue(parts.Time) { SnapshotSaved = snapshot => _snapshots!.Add(snapshot) };
        _reports = new ReportSender(Queue, writes, grant.LeaseEpoch, parts.Timings, parts.Time, parts.Logger);
        _snapshots = new SnapshotUploads(
            folder, new BlobUpload(parts.Api, parts.Calls, parts.Timings, parts.Time), writes, _reports, Queue, parts.Logger);
    }

    /// <summary>Hears the trainer.</summary>
    public ReportQueue Queue { get; }

    /// <summary>Begins to tell the server.</summary>
    public void Begin()
    {
        _uploading = UntilLostAsync(_snapshots.RunAsync(_snapshotsOff.Token));
        _reporting = UntilLostAsync(_reports.RunAsync(_off.Token));
    }

    /// <summary>Tells the server all that is left.</summary>
    /// <param name="withSnapshots">False when no further attempt will need them.</param>
    /// <exception cref="OperationCanceledException">The attempt was lost or abandoned meanwhile.</exception>
    public async Task EndAsync(bool withSnapshots)
    {
        if (!withSnapshots) await _snapshotsOff.CancelAsync();
        _snapshots.Finish();
        await _uploading;
        _reports.Finish();
        await _reporting;
        _ending.Gone.ThrowIfCancellationRequested();
    }

    /// <summary>Ends without another word.</summary>
    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        await Task.WhenAll(_uploading, _reporting);
        _snapshotsOff.Dispose();
        _off.Dispose();
    }

    private async Task UntilLostAsync(Task saying)
    {
        try
        {
            await saying;
        }
        catch (LeaseLostException e)
        {
            _ending.Lose(e.Message);
        }
        catch (OperationCanceledException)
        {
            // Told to end.
        }
    }
}
