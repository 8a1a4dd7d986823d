using System.Diagnostics;

namespace ModelMine.StubTrainer;

/// <summary>Keeps a processor busy, and tells for how long it was.</summary>
internal static class Work
{
    private static double _sink;

    /// <summary>Processor time that this process used, seconds; as the system measured it.</summary>
    public static double CpuSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Computes for so long.</summary>
    public static void Burn(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time)
            for (var i = 1; i < 10_000; i++) _sink += Math.Sqrt(i);
    }
}
