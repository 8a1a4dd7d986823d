namespace ModelMine.Core.Contracts;

/// <summary>How a node stands.</summary>
public enum NodeStatus
{
    /// <summary>Heartbeats, and has room.</summary>
    Online,

    /// <summary>Heartbeats, and every slot is taken.</summary>
    Busy,

    /// <summary>Silent for more than three heartbeats.</summary>
    Offline,

    /// <summary>Takes no new work.</summary>
    Maintenance,
}

/// <summary>What a node's machine is, read from the machine.</summary>
public sealed record NodeFacts
{
    /// <summary>Host name.</summary>
    public required string HostName { get; init; }

    /// <summary>Operating system and version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Processor architecture, such as <c>X64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Processor model, as the system names it.</summary>
    public string? CpuModel { get; init; }

    /// <summary>Logical cores that the agent may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory of the machine, MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Attempts that it runs at a time.</summary>
    public required int Slots { get; init; }

    /// <summary>Threads that each trainer computes with; slots × threads never exceeds cores.</summary>
    public required int ThreadsPerSlot { get; init; }

    /// <summary>GPUs found; empty when there is none.</summary>
    public IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>Version of the agent.</summary>
    public required string AgentVersion { get; init; }

    /// <summary>Vector instructions of the processor, one of <see cref="CpuLevels"/>; null when an older agent did not say.</summary>
    public string? CpuLevel { get; init; }

    /// <summary>Version of libtorch that its trainers compute with; null when an older agent did not say.</summary>
    public string? LibtorchVersion { get; init; }

    /// <summary>Devices that its trainers can compute on: <c>cpu</c>, and <c>cuda</c> where libtorch can use a GPU.</summary>
    public IReadOnlyList<string> Devices { get; init; } = ["cpu"];

    /// <summary>Labels that its owner gave it, for jobs to ask for.</summary>
    public SortedDictionary<string, string> Labels { get; init; } = [];
}

/// <summary>Body of <c>POST /nodes/enrol</c>.</summary>
/// <param name="Code">The one-use code.</param>
/// <param name="Name">Name for people, 1 to 60 characters.</param>
/// <param name="PublicKey">The node's Ed25519 public key, base64 of 32 bytes. The private key never leaves the node.</param>
/// <param name="Facts">What the machine is.</param>
public sealed record EnrolRequest(string Code, string Name, string PublicKey, NodeFacts Facts);

/// <summary>Answer to an enrolment.</summary>
/// <param name="NodeId">Id of the node.</param>
/// <param name="Token">Secret that the agent sends as <c>Authorization: Bearer mm_node_…</c>; shown once.</param>
public sealed record EnrolResponse(string NodeId, string Token);

/// <summary>A new enrolment code (<c>POST /nodes/codes</c>).</summary>
/// <param name="Code">The code, <c>mm_join_…</c>; good once.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record EnrolmentCode(string Code, DateTimeOffset ExpiresAt);

/// <summary>What the machine does now, read from the machine.</summary>
public sealed record NodeMetrics
{
    /// <summary>Share of all cores in use since the last heartbeat, 0 to 1.</summary>
    public required double Cpu { get; init; }

    /// <summary>Memory in use, MiB.</summary>
    public required double MemoryUsedMiB { get; init; }

    /// <summary>Memory of the machine, MiB.</summary>
    public required double MemoryTotalMiB { get; init; }

    /// <summary>Load average over one minute; null where the system has none.</summary>
    public double? Load1 { get; init; }

    /// <summary>Free disk where the agent works, MiB.</summary>
    public required double DiskFreeMiB { get; init; }

    /// <summary>Size of that disk, MiB.</summary>
    public required double DiskTotalMiB { get; init; }

    /// <summary>Use of each GPU; empty when there is none.</summary>
    public IReadOnlyList<GpuMetrics> Gpus { get; init; } = [];
}

/// <summary>What a GPU does now.</summary>
/// <param name="Name">Its model.</param>
/// <param name="Utilization">0 to 1.</param>
/// <param name="MemoryUsedMiB">Memory in use, MiB.</param>
/// <param name="MemoryTotalMiB">Its memory, MiB.</param>
public sealed record GpuMetrics(string Name, double Utilization, double MemoryUsedMiB, double MemoryTotalMiB);

/// <summary>An attempt that an agent holds.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="LeaseEpoch">Its fence.</param>
public sealed record HeldAttempt(string AttemptId, long LeaseEpoch);

/// <summary>Body of <c>POST /nodes/heartbeat</c>, every 5 s. Renews the lease of each attempt it lists.</summary>
/// <param name="SessionId">
/// Names the agent process; new at each start. The first heartbeat of a new session gives back every attempt of that
/// node's earlier sessions, so that a restarted agent's jobs do not wait for their leases to run out.
/// </param>
/// <param name="Facts">What the machine is.</param>
/// <param name="Metrics">What it does now.</param>
/// <param name="Attempts">The attempts that it holds.</param>
/// <param name="Draining">True when it takes no new work.</param>
public sealed record HeartbeatRequest(
    string SessionId, NodeFacts Facts, NodeMetrics Metrics, IReadOnlyList<HeldAttempt> Attempts, bool Draining);

/// <summary>Answer to a heartbeat.</summary>
/// <param name="LeaseSeconds">Seconds that each held lease lasts from the moment the heartbeat was sent.</param>
/// <param name="Lost">Attempts listed whose lease the node no longer holds: stop them.</param>
/// <param name="GiveBack">True when every attempt shall be saved and given back now: the node went into maintenance at once.</param>
/// <param name="ServerVersion">Version of the server; null from an older one.</param>
public sealed record HeartbeatResponse(double LeaseSeconds, IReadOnlyList<LostAttempt> Lost, bool GiveBack = false, string? ServerVersion = null);

/// <summary>An attempt to stop.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Reason">Why, such as <c>the job was canceled</c>.</param>
public sealed record LostAttempt(string AttemptId, string Reason);

/// <summary>Body of <c>POST /nodes/watch</c>: held open until one of the attempts is lost, so that a cancel reaches the trainer at once.</summary>
/// <param name="Attempts">The attempts that the agent holds.</param>
/// <param name="WaitSeconds">How long the server may hold the request, 0 to 30.</param>
public sealed record WatchRequest(IReadOnlyList<HeldAttempt> Attempts, int WaitSeconds);

/// <summary>Answer to a watch.</summary>
/// <param name="Lost">Attempts to stop; empty when the time ran out.</param>
public sealed record WatchResponse(IReadOnlyList<LostAttempt> Lost);

/// <summary>A node as people see it.</summary>
public sealed record NodeView
{
    /// <summary>Id of the node.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands.</summary>
    public required NodeStatus Status { get; init; }

    /// <summary>What the machine is.</summary>
    public required NodeFacts Facts { get; init; }

    /// <summary>Its newest metrics; null before the first heartbeat since the server's start.</summary>
    public NodeMetrics? Metrics { get; init; }

    /// <summary>Attempts that it runs now.</summary>
    public required int RunningAttempts { get; init; }

    /// <summary>Jobs that it completed.</summary>
    public required long CompletedJobs { get; init; }

    /// <summary>Tokens in its wallet.</summary>
    public required long TokensEarned { get; init; }

    /// <summary>When it enrolled.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>Its last heartbeat.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>How it was put into maintenance; null when it was not.</summary>
    public MaintenanceMode? Maintenance { get; init; }

    /// <summary>Rises whenever it is put into maintenance or taken out of it; a request to do so can name it in <c>If-Match</c>.</summary>
    public long MaintenanceVersion { get; init; }

    /// <summary>Whether whoever asks may put it into maintenance: its owner, and admins.</summary>
    public bool CanManage { get; init; }
}

/// <summary>Answer to <c>GET /network</c>.</summary>
public sealed record NetworkView
{
    /// <summary>Nodes that heartbeat.</summary>
    public required int ActiveNodes { get; init; }

    /// <summary>Nodes that were ever enrolled.</summary>
    public required int TotalNodes { get; init; }

    /// <summary>Slots of the active nodes.</summary>
    public required int Slots { get; init; }

    /// <summary>Slots in use.</summary>
    public required int BusySlots { get; init; }

    /// <summary>Tokens in escrow.</summary>
    public required long TokensStaked { get; init; }

    /// <summary>Tokens that nodes have earned.</summary>
    public required long TokensEarned { get; init; }

    /// <summary>Jobs that wait.</summary>
    public required long PendingJobs { get; init; }

    /// <summary>Jobs that train.</summary>
    public required long RunningJobs { get; init; }

    /// <summary>Jobs that completed.</summary>
    public required long CompletedJobs { get; init; }

    /// <summary>Mean measured test accuracy of completed jobs whose score is an accuracy; null when there is none.</summary>
    public double? AverageAccuracy { get; init; }

    /// <summary>How many jobs that mean is over.</summary>
    public required long AccuracyJobs { get; init; }

    /// <summary>Height of the ledger: blocks in it.</summary>
    public required long LedgerHeight { get; init; }
}
