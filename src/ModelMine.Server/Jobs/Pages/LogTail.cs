using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>The end of a job's log. Lines come by number, each once; the oldest go when there are too many.</summary>
public sealed class LogTail
{
    /// <summary>Lines that are kept.</summary>
    public const int Most = 500;

    private readonly Queue<LogLine> _lines = new();

    /// <summary>The kept lines, oldest first.</summary>
    public IReadOnlyCollection<LogLine> Lines => _lines;

    /// <summary>Number of the newest line; 0 without one.</summary>
    public long Last { get; private set; }

    /// <summary>Lines that were dropped, or never read, before the first that is kept.</summary>
    public long Before => _lines.TryPeek(out var first) ? first.Line - 1 : 0;

    /// <summary>Adds lines; those that are there already are passed over.</summary>
    /// <param name="lines">Lines by rising number.</param>
    public void Add(IEnumerable<LogLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Line <= Last) continue;
            Last = line.Line;
            _lines.Enqueue(line);
            if (_lines.Count > Most) _lines.Dequeue();
        }
    }
}
