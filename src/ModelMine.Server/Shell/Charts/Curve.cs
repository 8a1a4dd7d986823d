namespace ModelMine.Server.Shell.Charts;

/// <summary>One curve as a page holds it: points by rising step, and a revision that tells a chart whether it can simply append.</summary>
/// <param name="name">Such as <c>validation/accuracy</c>.</param>
public sealed class Curve(string name)
{
    private readonly List<long> _steps = [];
    private readonly List<double> _values = [];

    /// <summary>Its full name.</summary>
    public string Name { get; } = name;

    /// <summary>What is measured: the part after the slash.</summary>
    public string Metric => Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>On what it is measured: the part before the slash; empty without one.</summary>
    public string Split => Name.Contains('/', StringComparison.Ordinal) ? Name[..Name.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>Rises when points that were there before are gone: an attempt went back to a snapshot.</summary>
    public int Revision { get; private set; }

    /// <summary>Points.</summary>
    public int Count => _steps.Count;

    /// <summary>Step of the last point; -1 without one.</summary>
    public long LastStep => _steps.Count == 0 ? -1 : _steps[^1];

    /// <summary>The last value; null without one.</summary>
    public double? LastValue => _values.Count == 0 ? null : _values[^1];

    /// <summary>Adds points. Those at or before the end of the curve replace its end: the newest attempt is right.</summary>
    /// <param name="steps">Rising steps.</param>
    /// <param name="values">As many values.</param>
    public void Add(IReadOnlyList<long> steps, IReadOnlyList<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Count, steps.Count);
        if (steps.Count == 0) return;
        if (LastStep >= steps[0])
        {
            var keep = _steps.BinarySearch(steps[0]);
            if (keep < 0) keep = ~keep;
            _steps.RemoveRange(keep, _steps.Count - keep);
            _values.RemoveRange(keep, _values.Count - keep);
            Revision++;
        }

        _steps.AddRange(steps);
        _values.AddRange(values);
    }

    /// <summary>The points from an index on.</summary>
    /// <param name="index">0 for all.</param>
    public (long[] Steps, double[] Values) From(int index) => ([.. _steps.Skip(index)], [.. _values.Skip(index)]);
}
