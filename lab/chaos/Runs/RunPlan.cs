namespace ModelMine.Chaos.Runs;

/// <summary>Everything that a run will do to the network, as a pure function of its settings.</summary>
/// <param name="Faults">The faults, by time.</param>
/// <param name="Jobs">The jobs, by time.</param>
internal sealed record RunPlan(IReadOnlyList<PlannedFault> Faults, IReadOnlyList<PlannedJob> Jobs)
{
    /// <summary>Plans.</summary>
    /// <param name="settings">What is asked for.</param>
    public static RunPlan Of(RunSettings settings) => new(FaultPlan.Of(settings), JobPlan.Of(settings));
}
