using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace ModelMine.Server.Shell.Telemetry;

/// <summary>
/// A counter whose label has a few known values, all of them told from the start. A counter that appears with its first
/// happening hides that happening: whoever computes a rate has nothing to compare it with.
/// </summary>
internal sealed class Tally
{
    private readonly string _label;
    private readonly FrozenDictionary<string, int> _places;
    private readonly long[] _counts;

    /// <summary>Makes the instrument.</summary>
    /// <param name="meter">Its meter.</param>
    /// <param name="name">Its name.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="description">What it says.</param>
    /// <param name="label">Name of the label; empty for a counter without one.</param>
    /// <param name="values">The label's values.</param>
    public Tally(Meter meter, string name, string unit, string description, string label, params IEnumerable<string> values)
    {
        var known = values.ToArray();
        _label = label;
        _places = known.Select((value, place) => KeyValuePair.Create(value, place)).ToFrozenDictionary(StringComparer.Ordinal);
        _counts = new long[known.Length];
        meter.CreateObservableCounter(name, Read, unit, description);
    }

    /// <summary>Counts one.</summary>
    /// <param name="value">Value of the label, one of those that were named.</param>
    public void Add(string value) => Interlocked.Increment(ref _counts[_places[value]]);

    private IEnumerable<Measurement<long>> Read() => _places.Select(place => _label.Length == 0
        ? new Measurement<long>(Volatile.Read(ref _counts[place.Value]))
        : new Measurement<long>(Volatile.Read(ref _counts[place.Value]), new KeyValuePair<string, object?>(_label, place.Key)));
}
