using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Machine;

/// <summary>The machine that the agent runs on, as the machine tells it.</summary>
internal interface IMachine
{
    /// <summary>What it is.</summary>
    NodeFacts Facts { get; }

    /// <summary>What it does now; the CPU's share is since the last time that it was asked.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<NodeMetrics> MeasureAsync(CancellationToken cancellationToken);

    /// <summary>Memory that can still be had, MiB.</summary>
    int AvailableMemoryMiB { get; }

    /// <summary>Disk that can still be had where the agent works, MiB.</summary>
    int FreeDiskMiB { get; }
}
