using System.Collections.Concurrent;

namespace ModelMine.Chaos.Processes;

/// <summary>What all programs under test share.</summary>
internal sealed class SharedHost : IDisposable
{
    public Leash Leash { get; } = new();

    /// <summary>Counts of telling lines in their logs.</summary>
    public Tally Logs { get; } = new();

    /// <summary>Ends that nobody asked for.</summary>
    public ConcurrentQueue<string> Ends { get; } = [];

    /// <summary>Whether nothing is to be started any more.</summary>
    public bool IsOver { get; set; }

    public void Ended(string what) => Ends.Enqueue(what);

    public void Dispose() => Leash.Dispose();
}
