using ModelMine.Core.Contracts;

namespace ModelMine.Server.Nodes;

/// <summary>
/// How metrics go between servers. Every heartbeat carries them, and the JSON that serves for all other contracts costs more
/// than the rest of the call.
/// </summary>
[GenerateSerializer]
[Alias("modelmine.node-metrics")]
internal struct NodeMetricsSurrogate
{
    [Id(0)]
    public double Cpu;

    [Id(1)]
    public double MemoryUsedMiB;

    [Id(2)]
    public double MemoryTotalMiB;

    [Id(3)]
    public double? Load1;

    [Id(4)]
    public double DiskFreeMiB;

    [Id(5)]
    public double DiskTotalMiB;

    [Id(6)]
    public GpuMetrics[] Gpus;
}

/// <summary>Converts metrics to what goes between servers, and back.</summary>
[RegisterConverter]
internal sealed class NodeMetricsConverter : IConverter<NodeMetrics, NodeMetricsSurrogate>
{
    public NodeMetrics ConvertFromSurrogate(in NodeMetricsSurrogate surrogate) => new()
    {
        Cpu = surrogate.Cpu, MemoryUsedMiB = surrogate.MemoryUsedMiB, MemoryTotalMiB = surrogate.MemoryTotalMiB, Load1 = surrogate.Load1,
        DiskFreeMiB = surrogate.DiskFreeMiB, DiskTotalMiB = surrogate.DiskTotalMiB, Gpus = surrogate.Gpus ?? [],
    };

    public NodeMetricsSurrogate ConvertToSurrogate(in NodeMetrics value) => new()
    {
        Cpu = value.Cpu, MemoryUsedMiB = value.MemoryUsedMiB, MemoryTotalMiB = value.MemoryTotalMiB, Load1 = value.Load1,
        DiskFreeMiB = value.DiskFreeMiB, DiskTotalMiB = value.DiskTotalMiB, Gpus = [.. value.Gpus ?? []],
    };
}
