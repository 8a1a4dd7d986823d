namespace ModelMine.Training.Loops;

/// <summary>
/// Measures how fast units go, over the last seconds spent on them. Time that goes into measuring the model, and into
/// snapshots, is not counted here.
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);
    private const int LeastUnits = 5;
    private readonly Queue<Mark> _marks = new([default]);
    private Mark _now;
    private Mark _lastMark;
    private long _began;

    /// <summary>Samples made in all.</summary>
    public long Samples => _now.Samples;

    /// <summary>Time spent on units in all.</summary>
    public TimeSpan Spent => _now.Spent;

    /// <summary>Samples a second over the last seconds; null until enough were made.</summary>
    public double? SamplesPerSecond => Rate(mark => mark.Samples);

    /// <summary>Units a second over the last seconds; null until enough were made.</summary>
    public double? UnitsPerSecond => Rate(mark => mark.Units);

    public void BeginUnit() => _began = time.GetTimestamp();

    public void EndUnit(int samples)
    {
        _now = new(_now.Spent + time.GetElapsedTime(_began), _now.Units + 1, _now.Samples + samples);
        if (_now.Spent - _lastMark.Spent >= Spacing)
        {
            _lastMark = _now;
            _marks.Enqueue(_now);
            while (_now.Spent - _marks.Peek().Spent > Window && _marks.Count > 2)
            {
                _marks.Dequeue();
            }
        }
    }

    private double? Rate(Func<Mark, long> count)
    {
        var from = _marks.Peek();
        var spent = _now.Spent - from.Spent;
        return spent >= Least && _now.Units - from.Units >= LeastUnits ? (count(_now) - count(from)) / spent.TotalSeconds : null;
    }

    private readonly record struct Mark(TimeSpan Spent, long Units, long Samples);
}
