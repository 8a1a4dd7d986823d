using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ModelMine.Core.Datasets;

namespace ModelMine.Core.Contracts;

/// <summary>A job as a list shows it.</summary>
public record JobSummary
{
    /// <summary>Id of the job.</summary>
    public required string Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its state.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Family that it trains: <c>mlp</c>, <c>cnn</c>, <c>transformer</c>, <c>dqn</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>Data set or environment that it trains on.</summary>
    public required string Dataset { get; init; }

    /// <summary>1 to 99.</summary>
    public required int Priority { get; init; }

    /// <summary>Tokens at stake.</summary>
    public required long TokenStake { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became terminal.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Number of the newest attempt; 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many attempts it may have.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Node that holds it, or held it last.</summary>
    public string? NodeId { get; init; }

    /// <summary>Name of that node.</summary>
    public string? NodeName { get; init; }

    /// <summary>How far it is; null before the first report.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>What its model scored on the test split; only when completed.</summary>
    public JobScore? FinalScore { get; init; }

    /// <summary>Why it waits; only while <see cref="JobStatus.Pending"/>.</summary>
    public WaitReason? Waiting { get; init; }

    /// <summary>Why it failed; only when <see cref="JobStatus.Failed"/>.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Number of the newest event; follow the job from here.</summary>
    public required long LastEventSeq { get; init; }
}

/// <summary>A job with all that is known of it.</summary>
public sealed record JobDetail : JobSummary
{
    /// <summary>An empty detail, for deserialisation.</summary>
    public JobDetail()
    {
    }

    /// <summary>A detail that says what the summary says.</summary>
    /// <param name="summary">The summary.</param>
    [SetsRequiredMembers]
    public JobDetail(JobSummary summary)
        : base(summary) => (Config, EffectiveConfig, ConfigDigest, Attempts, Contributions, Transfers) = (default, default, "", [], [], []);

    /// <summary>What its owner wrote about it.</summary>
    public string? Description { get; init; }

    /// <summary>The config as it was submitted.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>The config with every default filled in: what is trained, and what is hashed.</summary>
    public required JsonElement EffectiveConfig { get; init; }

    /// <summary>SHA-256 of the effective config in canonical JSON, lower-case hex.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>What is known of the owner's data set that it trains on; null when that is the catalog's, or it trains on none.</summary>
    public DatasetFacts? OwnDataset { get; init; }

    /// <summary>What it asks of its node; null for nothing.</summary>
    public JobRequires? Requires { get; init; }

    /// <summary>Every attempt, first to last.</summary>
    public required IReadOnlyList<AttemptView> Attempts { get; init; }

    /// <summary>What nodes put in and got for it.</summary>
    public required IReadOnlyList<ContributionView> Contributions { get; init; }

    /// <summary>Every movement of tokens that the job caused.</summary>
    public required IReadOnlyList<TransferView> Transfers { get; init; }

    /// <summary>What was measured; only when completed.</summary>
    public JobResult? Result { get; init; }

    /// <summary>Height of its ledger block; only when completed.</summary>
    public long? BlockHeight { get; init; }
}

/// <summary>A score that was measured.</summary>
/// <param name="Name">As <see cref="JobResult.ScoreName"/>.</param>
/// <param name="Value">As <see cref="JobResult.Score"/>.</param>
public sealed record JobScore(string Name, double Value);

/// <summary>Why a pending job waits: one word and one sentence.</summary>
/// <param name="Word">
/// <c>QUEUED</c>, <c>NO_NODE</c>, <c>NO_ROOM</c>, <c>TOO_BIG</c>, <c>NO_MATCH</c>, <c>MAINTENANCE</c>, <c>DISK_FULL</c>, <c>USER_LIMIT</c> or <c>BACKOFF</c>.
/// </param>
/// <param name="Sentence">The same, said to a person.</param>
public sealed record WaitReason(string Word, string Sentence);

/// <summary>One try at a job.</summary>
public sealed record AttemptView
{
    /// <summary>Id of the attempt.</summary>
    public required string Id { get; init; }

    /// <summary>1, 2, …</summary>
    public required int Number { get; init; }

    /// <summary>Its node.</summary>
    public required string NodeId { get; init; }

    /// <summary>Name of its node.</summary>
    public required string NodeName { get; init; }

    /// <summary>How it stands.</summary>
    public required AttemptStatus Status { get; init; }

    /// <summary>When it was granted.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended, if not by completing.</summary>
    public string? Reason { get; init; }

    /// <summary>Optimizer step of the snapshot it went on from; 0 from the start.</summary>
    public required long ResumedFromStep { get; init; }
}

/// <summary>What a node put into a job.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="NodeName">Its name.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Steps">Optimizer steps that this attempt made.</param>
/// <param name="Seconds">Wall-clock seconds that it trained.</param>
/// <param name="Reward">Tokens that it earned.</param>
public sealed record ContributionView(string NodeId, string NodeName, int Attempt, long Steps, double Seconds, long Reward);

/// <summary>A movement of tokens.</summary>
/// <param name="Id">Rising number.</param>
/// <param name="From">Wallet that it left: <c>user:…</c>, <c>node:…</c>, <c>escrow</c>, <c>network</c>, <c>issuance</c>.</param>
/// <param name="To">Wallet that it reached.</param>
/// <param name="Amount">Tokens, above 0.</param>
/// <param name="Cause"><c>GRANT</c>, <c>STAKE</c>, <c>REWARD</c>, <c>FEE</c> or <c>REFUND</c>.</param>
/// <param name="JobId">Job that it belongs to.</param>
/// <param name="At">When.</param>
public sealed record TransferView(long Id, string From, string To, long Amount, string Cause, string? JobId, DateTimeOffset At);
