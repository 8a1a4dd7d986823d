namespace ModelMine.Agent.Attempts;

/// <summary>Lets lines through at a bounded rate, with room for a burst.</summary>
/// <param name="time">The clock.</param>
internal sealed class LineRate(TimeProvider time)
{
    /// <summary>Lines that may come at once.</summary>
    public const int Burst = 2000;

    /// <summary>Lines a second that may come for ever.</summary>
    public const int PerSecond = 100;

    private double _room = Burst;
    private long _last = time.GetTimestamp();

    /// <summary>Whether one more line may come now.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _room = Math.Min(Burst, _room + time.GetElapsedTime(_last, now).TotalSeconds * PerSecond);
        _last = now;
        if (_room < 1) return false;
        _room--;
        return true;
    }
}
