using ModelMine.Core.Contracts;
using ModelMine.Load.Network;

namespace ModelMine.Load.Fleet;

/// <summary>Says what an agent says, and trains nothing.</summary>
/// <param name="id">Id of the node.</param>
/// <param name="token">Its secret.</param>
internal sealed class SimulatedAgent(string id, string token)
{
    private const string Session = "simulated";

    public static NodeFacts Facts { get; } = new()
    {
        HostName = "simulated", OperatingSystem = "Debian GNU/Linux 12 (bookworm)", Architecture = "X64", CpuModel = "Simulated CPU @ 2.90 GHz", CpuLevel = "AVX2",
        Cores = 4, MemoryMiB = 16_000, Slots = 1, ThreadsPerSlot = 4, AgentVersion = "0.1.0", LibtorchVersion = "2.10.0",
    };

    public string Id => id;

    public string Token => token;

    /// <summary>What it holds; null when nothing.</summary>
    public SimulatedAttempt? Attempt { get; private set; }

    /// <summary>One sign of life.</summary>
    /// <param name="wire">To the servers.</param>
    /// <param name="number">Which one: metrics differ from one to the next.</param>
    /// <exception cref="InvalidOperationException">The server says that its lease is lost.</exception>
    public async Task HeartbeatAsync(Wire wire, long number)
    {
        var metrics = new NodeMetrics
        {
            Cpu = number % 100 / 100.0, MemoryUsedMiB = 4000 + number % 1000, MemoryTotalMiB = 16_000, Load1 = number % 7, DiskFreeMiB = 50_000 - number % 100, DiskTotalMiB = 100_000,
        };
        HeldAttempt[] held = Attempt is { IsOver: false } attempt ? [new HeldAttempt(attempt.Grant.AttemptId, attempt.Grant.LeaseEpoch)] : [];
        var answer = await wire.PostAsync<HeartbeatResponse>(Routes.Heartbeat, token, new HeartbeatRequest(Session, Facts, metrics, held, Draining: false));
        if (answer.Lost.Count > 0 && Attempt is { IsOver: false }) throw new InvalidOperationException($"lease lost: {answer.Lost[0].Reason}");
    }

    /// <summary>Asks for one job.</summary>
    /// <param name="wire">To the servers.</param>
    /// <param name="waitSeconds">How long the server may hold the request.</param>
    /// <returns>Whether it got one.</returns>
    public async Task<bool> ClaimAsync(Wire wire, int waitSeconds)
    {
        var answer = await wire.PostAsync<ClaimResponse>(Routes.Claim, token, new ClaimRequest(Session, 1, 8000, waitSeconds, 50_000));
        if (answer.Grants is not [var grant]) return false;
        Attempt = new SimulatedAttempt(this, grant);
        return true;
    }
}
