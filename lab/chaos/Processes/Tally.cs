using System.Collections.Concurrent;

namespace ModelMine.Chaos.Processes;

/// <summary>Counts what happened, by name. Safe from any thread.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int this[string name] => _counts.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, int> All => new SortedDictionary<string, int>(_counts.ToDictionary(), StringComparer.Ordinal);

    public void Add(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);
}
