using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Reports;

/// <summary>What a run left behind, before it is judged.</summary>
/// <param name="Settings">What the run was.</param>
/// <param name="Network">The network, quiet.</param>
/// <param name="Faults">What became of the faults.</param>
/// <param name="Settled">How it came to rest.</param>
/// <param name="Tally">What the submitters counted.</param>
/// <param name="SubmitSeconds">How long submits took until acknowledged.</param>
/// <param name="CpuSeconds">Processor time, by part.</param>
/// <param name="Held">How long the plan waited for the machine.</param>
internal sealed record RunResults(
    RunSettings Settings, Network Network, IReadOnlyList<InflictedFault> Faults, Settled Settled, Tally Tally, IReadOnlyCollection<double> SubmitSeconds,
    IReadOnlyDictionary<string, double> CpuSeconds, TimeSpan Held);
