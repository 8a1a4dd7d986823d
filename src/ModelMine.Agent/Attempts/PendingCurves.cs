using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Attempts;

/// <summary>Measured points that wait to be reported, in the order in which they were measured.</summary>
/// <param name="capacity">Points that are kept; those that come beyond are counted and let go.</param>
internal sealed class PendingCurves(int capacity)
{
    private readonly Dictionary<string, Queue<(long Step, double Value)>> _curves = [];
    private int _count;

    /// <summary>Whether none wait.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Points let go since this was last reset.</summary>
    public long Dropped { get; set; }

    /// <summary>Takes points in.</summary>
    /// <param name="series">The points.</param>
    public void Add(MetricSeries series)
    {
        var fit = Math.Min(series.Steps.Count, capacity - _count);
        Dropped += series.Steps.Count - fit;
        if (fit == 0) return;
        if (!_curves.TryGetValue(series.Name, out var curve)) _curves[series.Name] = curve = new();
        for (var i = 0; i < fit; i++) curve.Enqueue((series.Steps[i], series.Values[i]));
        _count += fit;
    }

    /// <summary>Gives points out, oldest first within each curve.</summary>
    /// <param name="most">At most so many in all.</param>
    public List<MetricSeries> Take(int most)
    {
        var taken = new List<MetricSeries>();
        foreach (var (name, curve) in _curves)
        {
            var count = Math.Min(curve.Count, most);
            if (count == 0) continue;
            var (steps, values) = (new long[count], new double[count]);
            for (var i = 0; i < count; i++) (steps[i], values[i]) = curve.Dequeue();
            taken.Add(new MetricSeries(name, steps, values));
            (most, _count) = (most - count, _count - count);
        }

        return taken;
    }
}
