namespace ModelMine.Chaos.Runs;

/// <summary>
/// Chooses the jobs of a run. 70 % work for 0.1 to 0.5 s, 23 % for 1 to 4 s, 5 % for 5 to 10 s; one in fifty crashes once and
/// completes by its second attempt. One in ten is submitted twice, one in twenty canceled, one in eight watched.
/// </summary>
internal static class JobPlan
{
    /// <summary>What a user gets at the sign-up, less what the largest stake may need at the end.</summary>
    private const int TokensOfUser = 950;

    private const int LeastStake = 2;
    private const int MostStake = 5;
    private const int CrashesOnce = 8000;

    /// <summary>Users that have tokens enough for the run's jobs, the poison ones included.</summary>
    /// <param name="settings">How many jobs.</param>
    public static int Users(RunSettings settings) =>
        Math.Max(4, (int)Math.Ceiling((settings.Jobs + settings.Faults.GetValueOrDefault(FaultKind.Poison)) * (LeastStake + MostStake) / 2.0 / TokensOfUser * 1.15));

    /// <summary>Plans the jobs of a run.</summary>
    /// <param name="settings">How many, and for how long.</param>
    public static IReadOnlyList<PlannedJob> Of(RunSettings settings)
    {
        // Of another stream than the faults: more jobs do not make other faults.
        var random = new Random(unchecked(settings.Seed * 31 + 17));
        var users = Users(settings);
        var between = settings.Window / settings.Jobs;
        return
        [
            .. Enumerable.Range(0, settings.Jobs).Select(index => new PlannedJob(
                index + 1, between * (index + random.NextDouble()), index % users, StubSeed(random), random.Next(LeastStake, MostStake + 1),
                Priority(random), random.Next(10) == 0, random.Next(20) == 0 ? TimeSpan.FromSeconds(3 * random.NextDouble()) : null, random.Next(8) == 0)),
        ];
    }

    /// <summary>Mostly the usual one: among jobs of higher priority one that lost its node would rightly wait.</summary>
    private static int Priority(Random random) => random.Next(10) == 0 ? random.Next(45, 56) : 50;

    private static int StubSeed(Random random) => random.Next(100) switch
    {
        < 70 => random.Next(1, 6),
        < 93 => random.Next(10, 41),
        < 95 => CrashesOnce + random.Next(11, 21),
        _ => random.Next(50, 101),
    };
}
