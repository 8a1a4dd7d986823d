using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Server;

/// <summary>A machine that is enrolled with a <see cref="TestApp"/>.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="Token">Its secret.</param>
/// <param name="Key">Its key.</param>
/// <param name="Http">A client that shows the token; its base is the API.</param>
/// <param name="Api">The same, typed.</param>
internal sealed record TestNode(string Id, string Token, NodeKey Key, HttpClient Http, NodeApiClient Api)
{
    public static NodeFacts Facts(int slots) => new()
    {
        HostName = "test", OperatingSystem = "Test 1", Architecture = "X64", Cores = slots, MemoryMiB = 64_000, Slots = slots, ThreadsPerSlot = 1,
        AgentVersion = "0.1.0",
    };
}
