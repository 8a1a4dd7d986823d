using ModelMine.Agent.Contact;
using ModelMine.Agent.Machine;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Tries;

/// <summary>What answering with trained models works with.</summary>
internal sealed record TryParts
{
    /// <summary>The server.</summary>
    public required NodeApiClient Api { get; init; }

    /// <summary>Tells its silence from its refusals.</summary>
    public required PatientCalls Calls { get; init; }

    /// <summary>This machine.</summary>
    public required IMachine Machine { get; init; }

    /// <summary>Starts processes that answer.</summary>
    public required TrainerStarter Starter { get; init; }

    /// <summary>Where weights are kept.</summary>
    public required string Folder { get; init; }

    /// <summary>Threads that a model computes with.</summary>
    public required int Threads { get; init; }

    /// <summary>Spans of time.</summary>
    public required AgentTimings Timings { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
