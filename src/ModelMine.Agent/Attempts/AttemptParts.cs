using Microsoft.Extensions.Logging;
using ModelMine.Agent.Blobs;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;

namespace ModelMine.Agent.Attempts;

/// <summary>What every attempt of this agent works with.</summary>
internal sealed record AttemptParts
{
    /// <summary>This node.</summary>
    public required string NodeId { get; init; }

    /// <summary>Signs results.</summary>
    public required NodeKey Key { get; init; }

    /// <summary>The server.</summary>
    public required NodeApiClient Api { get; init; }

    /// <summary>Asks it until it answers.</summary>
    public required PatientCalls Calls { get; init; }

    /// <summary>Starts trainers.</summary>
    public required ITrainerStarter Starter { get; init; }

    /// <summary>Where attempts have their folders.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Where trainers keep data sets.</summary>
    public required string DatasetFolder { get; init; }

    /// <summary>Fetches users' own data sets into <see cref="DatasetFolder"/>.</summary>
    public required DatasetCache Datasets { get; init; }

    /// <summary>Bytes that the files of one attempt may take.</summary>
    public required long AttemptDiskBytes { get; init; }

    /// <summary>Threads that each trainer computes with.</summary>
    public required int Threads { get; init; }

    /// <summary>Spans of time.</summary>
    public required AgentTimings Timings { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The agent's log.</summary>
    public required ILogger<AttemptRun> Logger { get; init; }
}
