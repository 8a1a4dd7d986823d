using System.Globalization;
using System.Text;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Story;

namespace ModelMine.Simulator.Runs;

/// <summary>Adds verdicts up. Its lines can be read back, so that several processes share a run.</summary>
internal sealed class Summary
{
    private const string PathWord = "path";
    private const ulong HashPrime = 1099511628211;

    private readonly Paths _paths = new();
    private ulong _hash = 14695981039346656037;

    public int Stories { get; private set; }

    public int Violations { get; private set; }

    public void Add(Verdict verdict)
    {
        Stories++;
        if (verdict.Violation is not null) Violations++;
        _paths.Add(verdict.Paths);
        _paths.Count("steps", verdict.Steps);
        _paths.Count("simulated seconds", (long)verdict.Lasted.TotalSeconds);
        _hash = (_hash ^ ulong.Parse(verdict.Trace.Hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture)) * HashPrime;
    }

    /// <summary>Adds what another process wrote; lines that are no part of a summary are given back.</summary>
    public bool TryAdd(string line)
    {
        var words = line.Split('\t');
        if (words is not [PathWord, var path, var count])
        {
            if (words is not ["stories", var stories, var violations, _]) return false;
            Stories += int.Parse(stories, CultureInfo.InvariantCulture);
            Violations += int.Parse(violations, CultureInfo.InvariantCulture);
            return true;
        }

        _paths.Count(path, long.Parse(count, CultureInfo.InvariantCulture));
        return true;
    }

    public string ToLines()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"stories\t{Stories}\t{Violations}\t{_hash:x16}\n");
        foreach (var (path, count) in _paths.Counts) text.Append(CultureInfo.InvariantCulture, $"{PathWord}\t{path}\t{count}\n");
        return text.ToString();
    }
}
