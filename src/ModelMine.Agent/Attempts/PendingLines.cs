using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Attempts;

/// <summary>Log lines that wait to be reported. What does not fit is counted, and the log says how much and where.</summary>
/// <param name="time">The clock.</param>
/// <param name="capacity">Lines that are kept.</param>
/// <param name="characters">Characters that are kept.</param>
internal sealed class PendingLines(TimeProvider time, int capacity, int characters)
{
    private readonly LineRate _rate = new(time);
    private readonly Queue<LogLine> _lines = new();
    private int _characters;
    private long _dropped;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _lines.Count == 0 && _dropped == 0;

    /// <summary>Takes a line in.</summary>
    /// <param name="line">The line.</param>
    public void Add(LogLine line)
    {
        var fits = _lines.Count < capacity && _characters + line.Message.Length <= characters && _rate.TryTake();
        if (!fits)
        {
            _dropped++;
            return;
        }

        TellOfDropped();
        Enqueue(line);
    }

    /// <summary>Gives lines out, oldest first.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="mostCharacters">About so many characters in all; one line at least.</param>
    public List<LogLine> Take(int most, int mostCharacters)
    {
        if (_lines.Count < most) TellOfDropped();
        var taken = new List<LogLine>();
        while (taken.Count < most && mostCharacters > 0 && _lines.TryDequeue(out var line))
        {
            taken.Add(line);
            mostCharacters -= line.Message.Length;
            _characters -= line.Message.Length;
        }

        return taken;
    }

    private void TellOfDropped()
    {
        if (_dropped == 0) return;
        Enqueue(new LogLine(
            0, time.GetUtcNow(), "warning",
            $"{_dropped:N0} lines were left out here: more than {LineRate.PerSecond} a second for long, or more than can be kept."));
        _dropped = 0;
    }

    private void Enqueue(LogLine line)
    {
        _lines.Enqueue(line);
        _characters += line.Message.Length;
    }
}
