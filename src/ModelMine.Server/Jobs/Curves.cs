using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs;

/// <summary>Puts the reported points of a job together to curves.</summary>
internal sealed class Curves
{
    private readonly Dictionary<string, (List<long> Steps, List<double> Values)> _curves = new(StringComparer.Ordinal);

    /// <summary>Adds points. Those that begin at or before the end of the curve replace its end: an attempt went back to a snapshot.</summary>
    public void Add(MetricSeries series)
    {
        if (series.Steps.Count == 0) return;
        if (!_curves.TryGetValue(series.Name, out var curve)) _curves[series.Name] = curve = ([], []);
        if (curve.Steps.Count > 0 && curve.Steps[^1] >= series.Steps[0])
        {
            var keep = curve.Steps.BinarySearch(series.Steps[0]);
            if (keep < 0) keep = ~keep;
            curve.Steps.RemoveRange(keep, curve.Steps.Count - keep);
            curve.Values.RemoveRange(keep, curve.Values.Count - keep);
        }

        curve.Steps.AddRange(series.Steps);
        curve.Values.AddRange(series.Values);
    }

    /// <summary>The curves by name, each with at most so many points.</summary>
    public IReadOnlyList<MetricSeries> Downsampled(int maxPoints) =>
        [.. _curves.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Downsample(pair.Key, pair.Value.Steps, pair.Value.Values, maxPoints))];

    private static MetricSeries Downsample(string name, List<long> steps, List<double> values, int maxPoints)
    {
        if (steps.Count <= maxPoints) return new MetricSeries(name, steps, values);
        var buckets = maxPoints / 2;
        var keptSteps = new List<long>(maxPoints);
        var keptValues = new List<double>(maxPoints);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var from = (int)((long)bucket * steps.Count / buckets);
            var to = (int)((long)(bucket + 1) * steps.Count / buckets);
            var (lowest, highest) = (from, from);
            for (var i = from; i < to; i++)
            {
                if (values[i] < values[lowest]) lowest = i;
                if (values[i] > values[highest]) highest = i;
            }

            var (first, second) = lowest < highest ? (lowest, highest) : (highest, lowest);
            keptSteps.Add(steps[first]);
            keptValues.Add(values[first]);
            if (second == first) continue;
            keptSteps.Add(steps[second]);
            keptValues.Add(values[second]);
        }

        return new MetricSeries(name, keptSteps, keptValues);
    }
}
