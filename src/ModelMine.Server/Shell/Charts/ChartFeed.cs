namespace ModelMine.Server.Shell.Charts;

/// <summary>Remembers which points a chart in the browser has, so that each is sent once.</summary>
public sealed class ChartFeed
{
    private readonly Dictionary<Curve, (int Revision, int Sent)> _sent = [];

    /// <summary>Forgets: the chart is drawn anew.</summary>
    public void Reset() => _sent.Clear();

    /// <summary>What is new since the last call.</summary>
    /// <param name="curves">The chart's curves, in its order.</param>
    public IReadOnlyList<ChartPart> Take(IReadOnlyList<Curve> curves)
    {
        var parts = new List<ChartPart>();
        for (var i = 0; i < curves.Count; i++)
        {
            var curve = curves[i];
            var known = _sent.TryGetValue(curve, out var mark);
            var restart = known && mark.Revision != curve.Revision;
            var from = known && !restart ? mark.Sent : 0;
            _sent[curve] = (curve.Revision, curve.Count);
            if (!restart && from == curve.Count) continue;
            var (steps, values) = curve.From(from);
            parts.Add(new ChartPart(i, restart, steps, values));
        }

        return parts;
    }
}

/// <summary>Points for one curve of a chart.</summary>
/// <param name="Curve">Index of the curve in the chart.</param>
/// <param name="Restart">Whether they take the place of all that the curve had.</param>
/// <param name="Steps">Rising steps.</param>
/// <param name="Values">As many values.</param>
public sealed record ChartPart(int Curve, bool Restart, long[] Steps, double[] Values);
