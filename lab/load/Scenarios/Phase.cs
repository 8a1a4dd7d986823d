namespace ModelMine.Load.Scenarios;

/// <summary>Something that was done a number of times, as fast as it went.</summary>
/// <param name="Name">What.</param>
/// <param name="Count">How often.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record Phase(string Name, int Count, double Seconds)
{
    public double PerSecond => Count / Seconds;

    public static async Task<Phase> MeasureAsync(string name, int count, TimeProvider time, Func<Task> action)
    {
        var began = time.GetTimestamp();
        await action();
        var phase = new Phase(name, count, Math.Max(0.001, time.GetElapsedTime(began).TotalSeconds));
        Console.WriteLine(FormattableString.Invariant($"{name}: {count} in {phase.Seconds:0.0} s, {phase.PerSecond:0} a second"));
        return phase;
    }
}
