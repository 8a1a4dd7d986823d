namespace ModelMine.Chaos.Runs;

/// <summary>How many faults of each kind.</summary>
internal static class FaultCounts
{
    /// <summary>Those of the long form.</summary>
    public static IReadOnlyDictionary<FaultKind, int> Long { get; } = new Dictionary<FaultKind, int>
    {
        [FaultKind.KillAgent] = 300,
        [FaultKind.KillServer] = 60,
        [FaultKind.FreezeAgent] = 150,
        [FaultKind.CutBothWays] = 100,
        [FaultKind.LoseRequests] = 40,
        [FaultKind.LoseAnswers] = 60,
        [FaultKind.Stall] = 40,
        [FaultKind.Reset] = 40,
        [FaultKind.Slow] = 40,
        [FaultKind.StopPostgres] = 40,
        [FaultKind.KillBackends] = 20,
        [FaultKind.KillAtCommit] = 20,
        [FaultKind.KillRedis] = 10,
        [FaultKind.FlushRedis] = 10,
        [FaultKind.FillDisk] = 15,
        [FaultKind.ShiftClock] = 60,
        [FaultKind.Poison] = 100,
        [FaultKind.Duplicate] = 100,
        [FaultKind.DeliverLate] = 100,
    };

    /// <summary>The long form's, scaled to so many altogether; of each kind at least one, unless none at all is asked for.</summary>
    /// <param name="faults">How many, roughly.</param>
    public static IReadOnlyDictionary<FaultKind, int> Scaled(int faults)
    {
        var share = faults / (double)Long.Values.Sum();
        if (faults == 0) return new Dictionary<FaultKind, int>();
        return Long.ToDictionary(kind => kind.Key, kind => Math.Max(1, (int)Math.Round(kind.Value * share)));
    }
}
