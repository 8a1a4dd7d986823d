using System.Net;
using System.Security.Cryptography;
using ModelMine.Chaos.Load;
using ModelMine.Chaos.Processes;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;

namespace ModelMine.Chaos.Sensitivity.Provocations;

/// <summary>
/// A node that the harness plays itself: it speaks to any server as an agent does, trains nothing, and obeys no clock. Jobs that ask
/// for its label come to it alone.
/// </summary>
internal sealed class LabNode
{
    private const string Session = "lab";
    private const string LabelKey = "lab";

    private readonly IReadOnlyList<NodeApiClient> _servers;
    private readonly NodeKey _key = NodeKey.Create();
    private readonly string _label;
    private string _id = "";

    private LabNode(IReadOnlyList<NodeApiClient> servers, string label) => (_servers, _label) = (servers, label);

    /// <summary>Enrols a node.</summary>
    /// <param name="network">Where.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="label">Its label; see <see cref="Asking"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<LabNode> EnrolAsync(Network network, UserApiClient owner, string label, CancellationToken cancellation)
    {
        var servers = Enumerable.Range(0, network.Settings.Servers)
            .Select(index => new NodeApiClient(new HttpClient(new NamedConnectionFaults(new SocketsHttpHandler())) { BaseAddress = UserApiClient.BaseAddress(network.Servers.ApiOf(index)) })).ToList();
        var node = new LabNode(servers, label);
        var code = await Insistence.AskAsync(owner.CreateEnrolmentCodeAsync, cancellation);
        var enrolled = await Insistence.AskAsync(token => servers[0].EnrolAsync(new EnrolRequest(code.Code, label, node._key.PublicKey, node.Facts), token), cancellation);
        node._id = enrolled.NodeId;
        foreach (var server in servers) server.SignInWith(enrolled.Token);
        return node;
    }

    /// <summary>What a job asks for so that only nodes with this label get it.</summary>
    public static JobRequires Asking(string label) => new() { Labels = new() { [LabelKey] = label } };

    /// <summary>Gives a sign of life.</summary>
    /// <param name="held">What it holds.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task HeartbeatAsync(IEnumerable<AttemptGrant> held, CancellationToken cancellation) => Insistence.AskAsync(
        token => _servers[0].HeartbeatAsync(
            new HeartbeatRequest(
                Session, Facts, new NodeMetrics { Cpu = 0, MemoryUsedMiB = 0, MemoryTotalMiB = 64_000, DiskFreeMiB = 10_000, DiskTotalMiB = 10_000 },
                [.. held.Select(grant => new HeldAttempt(grant.AttemptId, grant.LeaseEpoch))], Draining: false), token),
        cancellation);

    /// <summary>Claims one attempt; null when there is nothing for it.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task<AttemptGrant?> ClaimAsync(CancellationToken cancellation)
    {
        var claimed = await Insistence.AskAsync(token => _servers[0].ClaimAsync(new ClaimRequest(Session, 1, 60_000, 2), token), cancellation);
        return claimed.Grants is [var grant, ..] ? grant : null;
    }

    /// <summary>Reports at one server.</summary>
    public Task ReportAsync(int server, AttemptGrant grant, long seq, CancellationToken cancellation) => _servers[server % _servers.Count].ReportAsync(
        grant.AttemptId,
        new AttemptReport { LeaseEpoch = grant.LeaseEpoch, ReportSeq = seq, Progress = new JobProgress { Step = seq, TotalSteps = 100, Epoch = 1, Epochs = 1, Loss = 1 } }, cancellation);

    /// <summary>Uploads weights, and signs the result that it would send.</summary>
    public async Task<CompletionReport> PrepareAsync(AttemptGrant grant, CancellationToken cancellation)
    {
        var weights = RandomNumberGenerator.GetBytes(64);
        var digest = Convert.ToHexStringLower(SHA256.HashData(weights));
        while (!(await Insistence.AskAsync(token => _servers[0].BlobStateAsync(digest, token), cancellation)).Complete)
            await Insistence.AskAsync(
                async token =>
                {
                    var at = (int)(await _servers[0].BlobStateAsync(digest, token)).Offset;
                    return at == weights.Length ? at : await _servers[0].AppendBlobAsync(digest, at, weights.Length, weights.AsMemory(at), token);
                },
                cancellation);
        var result = Result(grant, digest, weights.Length);
        return new CompletionReport(grant.LeaseEpoch, result, _key.Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, _id, grant.LeaseEpoch, result)));
    }

    /// <summary>Completes at one server.</summary>
    public Task CompleteAsync(int server, AttemptGrant grant, CompletionReport report, CancellationToken cancellation) =>
        _servers[server % _servers.Count].CompleteAsync(grant.AttemptId, report, cancellation);

    /// <summary>Completes as an honest node does; what is held no longer is let go.</summary>
    public async Task FinishAsync(AttemptGrant grant, CancellationToken cancellation)
    {
        var completion = await PrepareAsync(grant, cancellation);
        try
        {
            await Insistence.AskAsync(token => _servers[0].CompleteAsync(grant.AttemptId, completion, token), cancellation);
        }
        catch (ApiException refusal) when (refusal.Status == HttpStatusCode.Conflict)
        {
            // Somebody else has it by now.
        }
    }

    private static JobResult Result(AttemptGrant grant, string digest, long bytes) => new()
    {
        ScoreName = "accuracy", Score = 0.5, Metrics = new Dictionary<string, double> { ["test/accuracy"] = 0.5 }, Epochs = 1, Steps = 1_000_000, Seconds = 1, SamplesPerSecond = 1,
        Parameters = 1, TrainSamples = 1, ValidationSamples = 1, TestSamples = 1, PeakMemoryMiB = 1, Threads = 1, CpuCapability = "DEFAULT", TorchVersion = "none", Seed = 1,
        Dataset = "mnist", DatasetDigest = new string('0', 64), ConfigDigest = grant.ConfigDigest, WeightsDigest = digest, WeightsBytes = bytes,
    };

    private NodeFacts Facts => new()
    {
        HostName = "lab", OperatingSystem = "Lab 1", Architecture = "X64", Cores = 8, MemoryMiB = 64_000, Slots = 8, ThreadsPerSlot = 1, AgentVersion = "0.1.0",
        Labels = new() { [LabelKey] = _label },
    };
}
