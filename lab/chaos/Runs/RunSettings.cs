using ModelMine.Chaos.Sensitivity;

namespace ModelMine.Chaos.Runs;

/// <summary>What a run is asked to be.</summary>
internal sealed record RunSettings
{
    /// <summary>Everything that is chosen at random follows from it.</summary>
    public required int Seed { get; init; }

    /// <summary>How long it takes, from the first job to the last settled one.</summary>
    public required double Minutes { get; init; }

    /// <summary>Jobs that are submitted.</summary>
    public required int Jobs { get; init; }

    /// <summary>Faults of each kind.</summary>
    public required IReadOnlyDictionary<FaultKind, int> Faults { get; init; }

    /// <summary>How often each recovery path must be hit, where its faults are frequent enough.</summary>
    public required int LeastHits { get; init; }

    /// <summary>
    /// Whether the run is red when a lost node's job waits too long: in the long form, which has the machine for itself. The
    /// short one is a test of the suite, and what a test times depends on what else the machine does.
    /// </summary>
    public bool JudgesTimes { get; init; }

    /// <summary>Where reports and logs go.</summary>
    public required string Folder { get; init; }

    /// <summary>The server's assembly; the product's own when null.</summary>
    public string? ServerProgram { get; init; }

    /// <summary>The guard that is taken away; only a server that was built for the lab can do without.</summary>
    public Guard? Without { get; init; }

    /// <summary>Whether nodes and owners of the harness's own do what honest ones would not.</summary>
    public bool Provokes { get; init; }

    /// <summary>Servers.</summary>
    public int Servers { get; init; } = 3;

    /// <summary>Agents.</summary>
    public int Agents { get; init; } = 8;

    /// <summary>Trainings that each agent runs at a time.</summary>
    public int Slots { get; init; } = 3;

    /// <summary>Routes between those who submit and the servers.</summary>
    public int UserRoutes { get; init; } = 3;

    /// <summary>How long a silent node keeps a job, seconds.</summary>
    public double LeaseSeconds { get; init; } = 10;

    /// <summary>How often lost attempts are looked for, seconds.</summary>
    public double SweepSeconds { get; init; } = 1;

    /// <summary>Attempts that a job may lose or fail: more than usual, so that few innocent ones are lost so often.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>After the last fault everything must be terminal within this.</summary>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Jobs that may be unfinished at a time before the plan waits for them: one that runs and half a one that waits for each slot.</summary>
    public int MostUnfinished => 3 * Agents * Slots / 2;

    /// <summary>Time in which jobs are submitted and faults happen; what is left of <see cref="Minutes"/> is for settling.</summary>
    public TimeSpan Window => TimeSpan.FromMinutes(Minutes) - TimeSpan.FromSeconds(Math.Min(60, Minutes * 15));
}
