namespace ModelMine.Agent.Trainers;

/// <summary>Remembers the last lines of a stream, without those of a stack trace: they would crowd out what went wrong.</summary>
internal sealed class LastLines
{
    private const int Kept = 20;
    private const int LongestKept = 300;
    private const string StackFrame = "   at ";
    private readonly Queue<string> _lines = new();

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line.</param>
    public void Add(string line)
    {
        if (line.StartsWith(StackFrame, StringComparison.Ordinal)) return;
        lock (_lines)
        {
            if (_lines.Count == Kept) _lines.Dequeue();
            _lines.Enqueue(LogText.Clean(line, LongestKept));
        }
    }

    /// <summary>The lines now.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_lines) return [.. _lines];
    }
}
