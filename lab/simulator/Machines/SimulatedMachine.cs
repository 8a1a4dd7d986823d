using ModelMine.Agent.Machine;
using ModelMine.Core.Contracts;

namespace ModelMine.Simulator.Machines;

/// <summary>A machine with a lot of everything: memory and disk decide nothing here.</summary>
/// <param name="slots">Attempts at a time.</param>
internal sealed class SimulatedMachine(int slots) : IMachine
{
    public NodeFacts Facts { get; } = new()
    {
        HostName = "simulated", OperatingSystem = "none", Architecture = "X64", Cores = slots, MemoryMiB = 64_000, Slots = slots, ThreadsPerSlot = 1,
        AgentVersion = "0.1.0",
    };

    public int AvailableMemoryMiB => 64_000;

    public int FreeDiskMiB => 64_000;

    public Task<NodeMetrics> MeasureAsync(CancellationToken cancellationToken) => Task.FromResult(new NodeMetrics
    {
        Cpu = 0.5, MemoryUsedMiB = 1_000, MemoryTotalMiB = 64_000, DiskFreeMiB = 64_000, DiskTotalMiB = 64_000,
    });
}
