using System.Text.Json;
using ModelMine.Core.Datasets;

namespace ModelMine.Core.Contracts;

/// <summary>Body of <c>POST /nodes/claim</c>: an agent asks for work. The server answers at once, or when work arrives.</summary>
/// <param name="SessionId">The agent process that asks (see <see cref="HeartbeatRequest"/>).</param>
/// <param name="FreeSlots">How many attempts it can start now.</param>
/// <param name="FreeMemoryMiB">Memory that it can give them, MiB.</param>
/// <param name="WaitSeconds">How long the server may hold the request, 0 to 30.</param>
/// <param name="FreeDiskMiB">Free disk where it works, MiB; null from an older agent, which then gets no job that asks for disk.</param>
public sealed record ClaimRequest(string SessionId, int FreeSlots, int FreeMemoryMiB, int WaitSeconds, int? FreeDiskMiB = null);

/// <summary>Answer to a claim: at most as many grants as there were free slots; empty when nothing came in time.</summary>
/// <param name="Grants">The granted attempts.</param>
public sealed record ClaimResponse(IReadOnlyList<AttemptGrant> Grants);

/// <summary>The right, and the duty, to train a job for as long as the lease lasts.</summary>
public sealed record AttemptGrant
{
    /// <summary>Id of the attempt.</summary>
    public required string AttemptId { get; init; }

    /// <summary>Job to train.</summary>
    public required string JobId { get; init; }

    /// <summary>Title of the job, for the agent's log.</summary>
    public required string JobTitle { get; init; }

    /// <summary>Number of the attempt, from 1.</summary>
    public required int AttemptNumber { get; init; }

    /// <summary>The fence: sent with every write; a write with an older one answers 409 and changes nothing.</summary>
    public required long LeaseEpoch { get; init; }

    /// <summary>Seconds that the lease lasts from the moment the claim was sent; each heartbeat and report renews it.</summary>
    public required double LeaseSeconds { get; init; }

    /// <summary>The effective config.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>SHA-256 of the effective config in canonical JSON, lower-case hex.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>Memory that the trainer may use, MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>What is known of the data set when it is the owner's own; its files are fetched as blobs. Null for the catalog's, and for worlds.</summary>
    public DatasetFacts? Dataset { get; init; }

    /// <summary>Snapshot to go on from; null from the start.</summary>
    public SnapshotRef? Snapshot { get; init; }

    /// <summary>The <c>traceparent</c> (W3C Trace Context) of the grant: what the agent does for it goes on in the same trace. Null when nothing is traced.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>A saved training state in the blob store.</summary>
/// <param name="Digest">SHA-256 of its blob, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Step">Optimizer steps made when it was saved.</param>
/// <param name="TrainingEpoch">Training epochs finished when it was saved.</param>
public sealed record SnapshotRef(string Digest, long Size, long Step, int TrainingEpoch);
