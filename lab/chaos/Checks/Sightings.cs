namespace ModelMine.Chaos.Checks;

/// <summary>Gathers what shows one kind of violation, so that a reader gets one sentence and not ten thousand.</summary>
/// <param name="invariant">Which invariant.</param>
/// <param name="sentence">What is wrong, without a full stop.</param>
internal sealed class Sightings(string invariant, string sentence)
{
    private const int MostIds = 20;

    private readonly List<string> _ids = [];
    private int _count;

    /// <summary>One more.</summary>
    /// <param name="id">What shows it.</param>
    public void Add(string id)
    {
        _count++;
        if (_ids.Count < MostIds) _ids.Add(id);
    }

    /// <summary>No violation, or one that tells how often.</summary>
    public IReadOnlyList<Violation> ToViolations() =>
        _count == 0 ? [] : [new Violation(invariant, _count == 1 ? $"{sentence}." : $"{sentence} ({_count} times).", _ids)];
}
