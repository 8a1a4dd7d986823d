using ModelMine.Core.Contracts;
using ModelMine.Server.Nodes;

namespace ModelMine.Tests.Server.Nodes;

/// <summary>What a machine might say of itself.</summary>
internal static class SomeNode
{
    public static readonly string PublicKey = Convert.ToBase64String(new byte[32]);

    public static NodeFacts Facts(int slots = 1, string version = "0.1.0") => new()
    {
        HostName = "host", OperatingSystem = "Linux", Architecture = "X64", Cores = 2, MemoryMiB = 4096, Slots = slots,
        ThreadsPerSlot = 2, AgentVersion = version,
    };

    public static HeartbeatRequest Heartbeat(double cpu = 0.5, int slots = 1, string version = "0.1.0", bool draining = false) => new(
        "session", Facts(slots, version),
        new NodeMetrics { Cpu = cpu, MemoryUsedMiB = 1024, MemoryTotalMiB = 4096, DiskFreeMiB = 1000, DiskTotalMiB = 2000 },
        [], draining);

    public static async Task<string> EnrolAsync(SiloWorld world)
    {
        var code = await world.Get<EnrolmentCodes>().CreateAsync(null, TestContext.Current.CancellationToken);
        var request = new EnrolRequest(code.Code, "a machine", PublicKey, Facts());
        return (await world.Get<EnrolNode>().ExecuteAsync(request, TestContext.Current.CancellationToken)).NodeId;
    }
}
