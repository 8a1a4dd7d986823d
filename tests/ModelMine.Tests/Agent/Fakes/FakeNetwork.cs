using System.Security.Cryptography;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>What a server would have in its database; it outlives the process that serves it.</summary>
internal sealed class FakeNetwork
{
    public const string Code = "mm_join_good";
    public const string Token = "mm_node_secret";
    public const string NodeId = "node_fake";

    private readonly Lock _lock = new();
    private readonly List<string> _order = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public double LeaseSeconds { get; set; } = 90;

    public bool TokenRevoked { get; set; }

    public bool GiveBack { get; set; }

    public string? ServerVersion { get; set; }

    public bool CodeUsed { get; set; }

    public EnrolRequest? Enrolled { get; set; }

    public List<HeartbeatRequest> Heartbeats { get; } = [];

    public List<ClaimRequest> ClaimsSeen { get; } = [];

    /// <summary>Requests in the order in which they were taken, such as <c>report att_1</c>.</summary>
    public List<string> Order
    {
        get
        {
            lock (_lock) return [.. _order];
        }
    }

    public Queue<AttemptGrant> Pending { get; } = new();

    public Dictionary<string, FakeAttempt> Attempts { get; } = [];

    public Dictionary<string, byte[]> Blobs { get; } = [];

    public Dictionary<string, List<byte>> Partial { get; } = [];

    /// <summary>Notes a request; called within <see cref="Write"/>.</summary>
    public void Took(string request) => _order.Add(request);

    /// <summary>Whoever touches the state does it under this.</summary>
    public T Read<T>(Func<FakeNetwork, T> read)
    {
        lock (_lock) return read(this);
    }

    public T Write<T>(Func<FakeNetwork, T> write)
    {
        T result;
        TaskCompletionSource changed;
        lock (_lock)
        {
            result = write(this);
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.TrySetResult();
        return result;
    }

    /// <summary>Waits until something is so.</summary>
    public async Task UntilAsync(Func<FakeNetwork, bool> holds, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (holds(this)) return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    public FakeAttempt Offer(string attemptId = "att_1", int memoryMiB = 512, SnapshotRef? snapshot = null, long epoch = 7, DatasetFacts? dataset = null, string? traceParent = null)
    {
        var config = JsonSerializer.SerializeToElement(new { modelType = "mlp", epochs = 1 });
        var grant = new AttemptGrant
        {
            AttemptId = attemptId,
            JobId = attemptId.Replace("att", "job", StringComparison.Ordinal),
            JobTitle = "A job",
            AttemptNumber = 1,
            LeaseEpoch = epoch,
            LeaseSeconds = LeaseSeconds,
            Config = config,
            Dataset = dataset,
            ConfigDigest = Convert.ToHexStringLower(SHA256.HashData("config"u8)),
            MemoryMiB = memoryMiB,
            Snapshot = snapshot,
            TraceParent = traceParent,
        };
        return Write(network =>
        {
            network.Pending.Enqueue(grant);
            return network.Attempts[attemptId] = new FakeAttempt(grant);
        });
    }

    /// <summary>Ends an attempt as a cancel or a sweep does.</summary>
    public void TakeAway(string attemptId, string why) => Write(network => network.Attempts[attemptId].WhyLost = why);
}

/// <summary>What the server knows of an attempt.</summary>
internal sealed class FakeAttempt(AttemptGrant grant)
{
    public AttemptGrant Grant { get; } = grant;

    /// <summary>The fence now; a higher one than the grant's makes the agent's writes stale.</summary>
    public long Epoch { get; set; } = grant.LeaseEpoch;

    public string? WhyLost { get; set; }

    public long LastSeq { get; set; }

    public int ReportsSeen { get; set; }

    public JobProgress? Progress { get; set; }

    public List<(string Curve, long Step, double Value)> Points { get; } = [];

    public List<LogLine> Logs { get; } = [];

    public List<SnapshotRef> Snapshots { get; } = [];

    public CompletionReport? Completion { get; set; }

    public FailureReport? Failure { get; set; }

    public bool Released { get; set; }

    public bool IsOver => WhyLost is not null || Completion is not null || Failure is not null || Released;
}
