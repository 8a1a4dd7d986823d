using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Charts;

/// <summary>A job's curves, grouped by what they measure: one group is one chart.</summary>
public sealed class CurveSet
{
    private readonly Dictionary<string, Curve> _curves = new(StringComparer.Ordinal);

    /// <summary>Points of the longest curve.</summary>
    public int Longest => _curves.Values.Select(curve => curve.Count).DefaultIfEmpty().Max();

    /// <summary>Whether nothing was measured yet.</summary>
    public bool IsEmpty => _curves.Count == 0;

    /// <summary>Adds points.</summary>
    /// <param name="series">Measured points of some curves.</param>
    public void Add(IEnumerable<MetricSeries> series)
    {
        foreach (var one in series)
        {
            if (!_curves.TryGetValue(one.Name, out var curve)) _curves[one.Name] = curve = new Curve(one.Name);
            curve.Add(one.Steps, one.Values);
        }
    }

    /// <summary>The charts to draw: the loss first, then the job's score, then the rest by name.</summary>
    /// <param name="scoreName">Name of the job's score, if it is known.</param>
    public IReadOnlyList<CurveGroup> Groups(string? scoreName) =>
        [.. _curves.Values
            .GroupBy(curve => curve.Metric, StringComparer.Ordinal)
            .OrderBy(group => Rank(group.Key, scoreName)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CurveGroup(
                group.Key, [.. group.OrderBy(curve => SplitRank(curve.Split)).ThenBy(curve => curve.Name, StringComparer.Ordinal)],
                Rank(group.Key, scoreName) < 2))];

    private static int Rank(string metric, string? scoreName) => metric switch
    {
        "loss" => 0,
        _ when metric == scoreName => 1,
        // The mean of the returns of whole episodes: its curves are of returns.
        "return" when scoreName == "meanReturn" => 1,
        _ => 2,
    };

    private static int SplitRank(string split) => split switch { "train" => 0, "validation" => 1, _ => 2 };
}

/// <summary>Curves that measure the same thing on different data.</summary>
/// <param name="Metric">What they measure, such as <c>loss</c>.</param>
/// <param name="Curves">The curves, training first.</param>
/// <param name="IsMain">Whether it answers the page's question: the loss, and the score.</param>
public sealed record CurveGroup(string Metric, IReadOnlyList<Curve> Curves, bool IsMain);
