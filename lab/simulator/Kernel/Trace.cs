using System.Globalization;

namespace ModelMine.Simulator.Kernel;

/// <summary>What happened, in order: the newest lines, and a hash of all of them.</summary>
internal sealed class Trace
{
    private const int Kept = 50;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly Queue<string> _newest = new(Kept);
    private ulong _hash = FnvOffset;

    /// <summary>Of every line so far (FNV-1a): two runs with the same one went the same way.</summary>
    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Lines so far.</summary>
    public long Lines { get; private set; }

    /// <summary>The last lines.</summary>
    public IReadOnlyCollection<string> Newest => _newest;

    /// <summary>Called with each line, to show all of them.</summary>
    public Action<string>? Shown { get; init; }

    /// <summary>Notes what happened.</summary>
    /// <param name="at">When.</param>
    /// <param name="who">Whose doing it was.</param>
    /// <param name="what">What.</param>
    public void Note(TimeSpan at, string who, string what)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds,9:0.000} {who,-4} {what}");
        foreach (var letter in line) _hash = (_hash ^ letter) * FnvPrime;
        if (_newest.Count == Kept) _newest.Dequeue();
        _newest.Enqueue(line);
        Lines++;
        Shown?.Invoke(line);
    }
}
