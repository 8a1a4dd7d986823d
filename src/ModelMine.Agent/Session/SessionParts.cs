using ModelMine.Agent.Attempts;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Machine;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Session;

/// <summary>What the loops of one agent process share.</summary>
internal sealed record SessionParts
{
    /// <summary>Names this process to the server; new at each start.</summary>
    public required string SessionId { get; init; }

    /// <summary>The server.</summary>
    public required NodeApiClient Api { get; init; }

    /// <summary>Tells its silence from its refusals.</summary>
    public required PatientCalls Calls { get; init; }

    /// <summary>This machine.</summary>
    public required IMachine Machine { get; init; }

    /// <summary>The attempts that it holds.</summary>
    public required HeldAttempts Held { get; init; }

    /// <summary>Spans of time.</summary>
    public required AgentTimings Timings { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
