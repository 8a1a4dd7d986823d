using System.Diagnostics.Metrics;

namespace ModelMine.CommitBench;

/// <summary>Counts what the writers of all servers of this process commit, from the figures that servers give out themselves.</summary>
internal sealed class CommitCount : IDisposable
{
    private const string WritesOfACommit = "modelmine.commit.writes";
    private const string Outcome = "outcome";
    private const string Committed = "committed";

    private readonly MeterListener _listener = new();
    private long _commits;
    private long _writes;
    private long _undone;

    /// <summary>Counts from now on.</summary>
    public CommitCount()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == WritesOfACommit) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>(Take);
        _listener.Start();
    }

    /// <summary>Transactions that were committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Writes in them.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Transactions that were not, because servers stood in each other's way.</summary>
    public long Undone => Interlocked.Read(ref _undone);

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, int writes, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var tag in tags)
        {
            if (tag.Key != Outcome) continue;
            Interlocked.Add(ref tag.Value is Committed ? ref _commits : ref _undone, 1);
            if (tag.Value is Committed) Interlocked.Add(ref _writes, writes);
        }
    }
}
