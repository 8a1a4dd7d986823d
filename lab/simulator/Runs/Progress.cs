using System.Diagnostics;
using System.Globalization;

namespace ModelMine.Simulator.Runs;

/// <summary>Says now and then how far a long run is.</summary>
/// <param name="request">The run.</param>
/// <param name="output">Where.</param>
internal sealed class Progress(Request request, TextWriter output)
{
    /// <summary>Stories between two words of a process.</summary>
    public const int Every = 250;

    private const string Word = "progress";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly (int Stories, int Violations)[] _parts = new (int, int)[request.Processes];
    private readonly long _began = Stopwatch.GetTimestamp();
    private TimeSpan _said;

    /// <summary>What a process says of itself.</summary>
    public static string Line(Summary summary) => string.Create(CultureInfo.InvariantCulture, $"{Word}\t{summary.Stories}\t{summary.Violations}");

    /// <summary>Takes such a line; false for any other.</summary>
    public bool TryAdd(int part, string line)
    {
        if (line.Split('\t') is not [Word, var stories, var violations]) return false;
        _parts[part] = (int.Parse(stories, CultureInfo.InvariantCulture), int.Parse(violations, CultureInfo.InvariantCulture));
        var passed = Stopwatch.GetElapsedTime(_began);
        if (passed < _said + Pause) return true;
        _said = passed;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_parts.Sum(p => p.Stories)} of {request.Seeds} stories in {passed.TotalSeconds:0} s, {_parts.Sum(p => p.Violations)} ended badly"));
        return true;
    }
}
