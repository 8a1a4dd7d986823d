using System.Diagnostics;
using System.Globalization;

namespace ModelMine.StubTrainer;

/// <summary>Keeps a processor busy, and tells for how long it was.</summary>
internal static class Work
{
    /// <summary>Environment variable with the share of its time for which a stub works, 0 to 1; it waits for the rest. All when it is not set.</summary>
    private const string DutyVariable = "MODELMINE_STUB_DUTY";

    private static readonly double Duty =
        double.TryParse(Environment.GetEnvironmentVariable(DutyVariable), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? Math.Clamp(share, 0, 1) : 1;

    private static double _sink;

    /// <summary>Processor time that this process used, seconds; as the system measured it.</summary>
    public static double CpuSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Lasts for so long, and computes for its share of that.</summary>
    public static async Task BurnAsync(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time * Duty)
            for (var i = 1; i < 10_000; i++) _sink += Math.Sqrt(i);
        if (time - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest) await Task.Delay(rest, TimeProvider.System, CancellationToken.None);
    }
}
