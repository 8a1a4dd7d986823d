namespace ModelMine.Simulator.Judging;

/// <summary>How often each thing came to pass.</summary>
internal sealed class Paths
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Count(string path, long times = 1) => _counts[path] = _counts.GetValueOrDefault(path) + times;

    public void Add(Paths other)
    {
        foreach (var (path, times) in other.Counts) Count(path, times);
    }
}
