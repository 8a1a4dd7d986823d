using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Reports;

/// <summary>What a run showed.</summary>
internal sealed record RunReport
{
    public required int Seed { get; init; }

    public required double Minutes { get; init; }

    public required IReadOnlyDictionary<string, string> Setting { get; init; }

    /// <summary>Every target, and whether it holds.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Faults of each kind: planned, and happened.</summary>
    public required IReadOnlyDictionary<string, FaultCount> FaultsByKind { get; init; }

    public required IReadOnlyList<RecoveryPath> RecoveryPaths { get; init; }

    public required IReadOnlyDictionary<string, Spread> Latencies { get; init; }

    /// <summary>Processor time, seconds, by part.</summary>
    public required IReadOnlyDictionary<string, double> CpuSeconds { get; init; }

    /// <summary>Everything that was counted.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>The jobs that waited longest until they ran again.</summary>
    public required IReadOnlyList<Again> SlowestAgain { get; init; }

    /// <summary>Ends of programs that nobody asked for.</summary>
    public required IReadOnlyList<string> Ends { get; init; }

    public required IReadOnlyList<InflictedFault> Faults { get; init; }

    public bool IsGreen => Targets.All(target => target.Holds) && Violations.Count == 0;
}

/// <summary>A promise, and what came of it.</summary>
internal sealed record Target(string Name, string Asked, string Measured, bool Holds);

/// <summary>Faults of one kind.</summary>
internal sealed record FaultCount(int Planned, int Happened);

/// <summary>A way out of a fault, and how often it was taken.</summary>
/// <param name="Name">Which.</param>
/// <param name="Hits">How often.</param>
/// <param name="Least">How often it must be; 0 for as often as it comes.</param>
internal sealed record RecoveryPath(string Name, long Hits, int Least)
{
    public bool Holds => Hits >= Least;
}

/// <summary>How times are spread, seconds.</summary>
internal sealed record Spread(int Count, double P50, double P99, double Longest)
{
    public static Spread Of(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        double At(double share) => sorted.Length == 0 ? 0 : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 3);
        return new Spread(sorted.Length, At(0.5), At(0.99), At(1));
    }
}
