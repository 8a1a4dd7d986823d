using System.Diagnostics;
using ModelMine.Chaos.Processes;

namespace ModelMine.Chaos.Runs;

/// <summary>How the network came to rest.</summary>
/// <param name="Seconds">From the last fault until every job was terminal; null when it did not come to that in time.</param>
/// <param name="Unfinished">Jobs that were not terminal then.</param>
internal sealed record Settled(double? Seconds, IReadOnlyList<string> Unfinished);

/// <summary>Waits until every job is terminal.</summary>
internal static class Settling
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static async Task<Settled> WaitAsync(Network network, TimeSpan within, Action<string> say)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var unfinished = await network.Database.ReadAsync(
                "SELECT id || ' ' || status || ' attempt ' || attempt_number FROM jobs WHERE status IN ('PENDING', 'RUNNING') ORDER BY created_at", row => row.GetString(0), CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(began);
            if (unfinished.Count == 0) return new Settled(Math.Round(took.TotalSeconds, 1), []);
            if (took > within) return new Settled(null, unfinished);
            if ((int)took.TotalSeconds % 10 == 0) say($"{unfinished.Count} jobs are not finished yet.");
            await Task.Delay(Between, TimeProvider.System, CancellationToken.None);
        }
    }
}
