namespace ModelMine.Chaos.Runs;

/// <summary>How long faults last, and how long their targets need to be whole again.</summary>
internal static class FaultTimes
{
    /// <summary>Chooses.</summary>
    /// <param name="kind">Of which kind.</param>
    /// <param name="settings">Length of the lease; whether there is time for long ones.</param>
    /// <param name="random">Where the choice comes from.</param>
    public static (TimeSpan Lasts, TimeSpan Healing) Of(FaultKind kind, RunSettings settings, Random random)
    {
        var lease = settings.LeaseSeconds;
        return kind switch
        {
            // Three in ten stay away until others have their jobs.
            FaultKind.KillAgent => random.Next(10) < 3 ? (Between(lease + 2, lease + 5), Seconds(4)) : (Between(0.2, 3), Seconds(4)),
            FaultKind.KillServer => (Between(0.5, 4), Seconds(6)),
            FaultKind.FreezeAgent => (Between(lease + 2, lease + 5), Seconds(3)),
            FaultKind.CutBothWays => (CutLasts(settings, random), Seconds(3)),
            FaultKind.LoseRequests or FaultKind.LoseAnswers => (Between(0.5, 4), Seconds(2)),
            FaultKind.Stall or FaultKind.Slow => (Between(3, 8), Seconds(1)),
            FaultKind.Reset => (Between(1, 4), Seconds(1)),
            FaultKind.StopPostgres => (Between(0.2, 3), Seconds(10)),
            // Servers look every two seconds: a shorter absence passes unnoticed.
            FaultKind.KillRedis => (Between(3, 10), Seconds(8)),
            FaultKind.FlushRedis => (TimeSpan.Zero, Seconds(8)),
            FaultKind.FillDisk => (Between(4, 8), Seconds(4)),
            FaultKind.ShiftClock => (Between(2, 4), Seconds(8)),
            FaultKind.KillBackends => (TimeSpan.Zero, Seconds(1)),
            FaultKind.KillAtCommit => (TimeSpan.Zero, Seconds(10)),
            _ => (TimeSpan.Zero, TimeSpan.Zero),
        };

        TimeSpan Between(double least, double most) => Seconds(least + (most - least) * random.NextDouble());
    }

    /// <summary>Most are short, some longer than a lease, and in a long run a few take a minute.</summary>
    private static TimeSpan CutLasts(RunSettings settings, Random random) => random.Next(100) switch
    {
        < 3 when settings.Minutes > 20 => Seconds(60),
        < 40 => Seconds(settings.LeaseSeconds + 2 + 3 * random.NextDouble()),
        _ => Seconds(1 + 5 * random.NextDouble()),
    };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
