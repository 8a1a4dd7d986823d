using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;

namespace ModelMine.SystemTests.Cluster;

/// <summary>
/// Speaks to the servers as an agent does, with the product's own client, and trains nothing: it says that it did. For tests
/// of servers, where real trainers would only take the cores.
/// </summary>
internal sealed class SimulatedNode
{
    private const string Session = "simulated";

    private readonly NodeApiClient _api;
    private readonly NodeKey _key;
    private readonly string _id;
    private readonly ConcurrentDictionary<string, long> _held = new(StringComparer.Ordinal);

    private SimulatedNode(NodeApiClient api, NodeKey key, string id) => (_api, _key, _id) = (api, key, id);

    /// <summary>Makes a node.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="name">Its name.</param>
    /// <param name="api">Where it calls; through nginx when left out.</param>
    public static async Task<SimulatedNode> EnrolAsync(RealCluster cluster, string name, Uri? api = null)
    {
        var code = await cluster.User.CreateEnrolmentCodeAsync();
        var http = cluster.NewClient(api ?? cluster.Api);
        var (client, key) = (new NodeApiClient(http), NodeKey.Create());
        var enrolled = await client.EnrolAsync(new EnrolRequest(code.Code, name, key.PublicKey, Facts), CancellationToken.None);
        client.SignInWith(enrolled.Token);
        var node = new SimulatedNode(client, key, enrolled.NodeId);
        await node.HeartbeatAsync(CancellationToken.None);
        return node;
    }

    /// <summary>Heartbeats until it is told to stop.</summary>
    public async Task HeartbeatsAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await HeartbeatAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    /// <summary>Asks for work until there is some.</summary>
    public async Task<AttemptGrant> ClaimAsync(CancellationToken stop)
    {
        while (true)
        {
            var answer = await Patient.CallAsync(() => _api.ClaimAsync(new ClaimRequest(Session, 1, 100_000, 10), stop), stop);
            if (answer.Grants is not [var grant]) continue;
            _held[grant.AttemptId] = grant.LeaseEpoch;
            return grant;
        }
    }

    public Task ReportAsync(AttemptGrant grant, long seq, CancellationToken stop) => Patient.CallAsync(
        () => _api.ReportAsync(
            grant.AttemptId,
            new AttemptReport
            {
                LeaseEpoch = grant.LeaseEpoch, ReportSeq = seq, Progress = new JobProgress { Step = seq, TotalSteps = 1000, Epoch = 1, Epochs = 1, Loss = 1.0 / seq },
            },
            stop),
        stop);

    /// <summary>Says that it trained: reports, weights, completion.</summary>
    public async Task CompleteAsync(AttemptGrant grant, int reports, CancellationToken stop)
    {
        for (var seq = 1; seq <= reports; seq++)
        {
            await ReportAsync(grant, seq, stop);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }

        var weights = RandomNumberGenerator.GetBytes(5000);
        var digest = Convert.ToHexStringLower(SHA256.HashData(weights));
        while (!(await Patient.CallAsync(() => _api.BlobStateAsync(digest, stop), stop) is { Complete: true }))
        {
            await Patient.CallAsync(
                async () =>
                {
                    var at = (int)(await _api.BlobStateAsync(digest, stop)).Offset;
                    return await _api.AppendBlobAsync(digest, at, weights.Length, weights.AsMemory(at), stop);
                },
                stop);
        }

        var result = SimulatedResult.Of(grant, digest, weights.Length);
        var signature = _key.Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, _id, grant.LeaseEpoch, result));
        await Patient.CallAsync(() => _api.CompleteAsync(grant.AttemptId, new CompletionReport(grant.LeaseEpoch, result, signature), stop), stop);
        _held.TryRemove(grant.AttemptId, out _);
    }

    /// <summary>Offers to answer with a trained model, once.</summary>
    /// <returns>Null when the offer was taken, or its time ran out; else what the server said.</returns>
    public async Task<Problem?> OfferAsync(CancellationToken stop)
    {
        try
        {
            await _api.ClaimTryAsync(new TryClaimRequest(FreeMemoryMiB: 1024, Cached: [], WaitSeconds: 20), stop);
            return null;
        }
        catch (ApiException refused)
        {
            return refused.Problem;
        }
    }

    /// <summary>Claims and completes until it is told to stop.</summary>
    public async Task WorkAsync(int reports, CancellationToken stop)
    {
        try
        {
            while (true) await CompleteAsync(await ClaimAsync(stop), reports, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private Task HeartbeatAsync(CancellationToken stop) => Patient.CallAsync(
        () => _api.HeartbeatAsync(
            new HeartbeatRequest(
                Session, Facts, new NodeMetrics { Cpu = 0.5, MemoryUsedMiB = 1024, MemoryTotalMiB = 4096, DiskFreeMiB = 10_000, DiskTotalMiB = 20_000 },
                [.. _held.Select(held => new HeldAttempt(held.Key, held.Value))], Draining: false),
            stop),
        stop);

    private static NodeFacts Facts => new()
    {
        HostName = "simulated", OperatingSystem = "Test 1", Architecture = "X64", Cores = 4, MemoryMiB = 64_000, Slots = 2, ThreadsPerSlot = 1, AgentVersion = "0.1.0",
    };
}
