using System.Collections.Concurrent;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Load.Network;

namespace ModelMine.Load.Fleet;

/// <summary>All simulated agents. They share one key: signing is not what is under load.</summary>
internal sealed class AgentFleet
{
    private const int AtOnce = 128;

    private readonly ConcurrentBag<SimulatedAttempt> _attempts = [];

    public NodeKey Key { get; } = NodeKey.Create();

    public SimulatedAgent[] Agents { get; private set; } = [];

    /// <summary>What they hold, in any order.</summary>
    public SimulatedAttempt[] Attempts { get; private set; } = [];

    /// <summary>Enrols agents, each by a code of its own, and sends the first heartbeat of each.</summary>
    public async Task EnrolAsync(Wire wire, LoadUsers users, int count)
    {
        Agents = new SimulatedAgent[count];
        await EachAsync(count, async index =>
        {
            var code = await wire.PostAsync<EnrolmentCode>(Routes.EnrolmentCodes, users.Token(index), new { });
            var enrolled = await wire.PostAsync<EnrolResponse>(Routes.Enrol, null, new EnrolRequest(code.Code, $"load {index}", Key.PublicKey, SimulatedAgent.Facts));
            Agents[index] = new SimulatedAgent(enrolled.NodeId, enrolled.Token);
        });
    }

    /// <summary>The first sign of life of each: then they may claim.</summary>
    public Task GreetAsync(Wire wire) => EachAsync(Agents.Length, index => Agents[index].HeartbeatAsync(wire, index));

    /// <summary>Lets the first agents claim a job each.</summary>
    /// <exception cref="InvalidOperationException">There were fewer jobs than that.</exception>
    public async Task ClaimAsync(Wire wire, int count)
    {
        await EachAsync(count, async index =>
        {
            if (!await Agents[index].ClaimAsync(wire, waitSeconds: 5)) throw new InvalidOperationException($"Agent {index} got no job.");
            _attempts.Add(Agents[index].Attempt!);
        });
        Attempts = [.. _attempts];
    }

    /// <summary>Settles everything that they hold.</summary>
    public Task CompleteAsync(Wire wire) => EachAsync(Attempts.Length, index => Attempts[index].CompleteAsync(wire, Key));

    /// <summary>Does something for each of the first, some at once.</summary>
    public static Task EachAsync(int count, Func<int, Task> action) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, _) => await action(index));
}
