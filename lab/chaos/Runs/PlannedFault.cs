namespace ModelMine.Chaos.Runs;

/// <summary>A fault, before it happens.</summary>
/// <param name="Number">1, 2, 3, … by time.</param>
/// <param name="Kind">What it does.</param>
/// <param name="At">When, from the start of the run.</param>
/// <param name="Target">To whom; what the number means depends on the kind.</param>
/// <param name="Lasts">For how long.</param>
/// <param name="Detail">A further choice of the kind's, 0 to 999.</param>
internal sealed record PlannedFault(int Number, FaultKind Kind, TimeSpan At, FaultTarget Target, TimeSpan Lasts, int Detail);

/// <summary>Whom a fault strikes.</summary>
/// <param name="Part">Which sort of part.</param>
/// <param name="Index">Which one of them, from 0.</param>
internal sealed record FaultTarget(Part Part, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => Part is Part.Agent or Part.Server or Part.UserRoute ? $"{Part} {Index}" : $"{Part}";
}

/// <summary>The parts of the network under test.</summary>
internal enum Part
{
    /// <summary>An agent, or its route to the servers.</summary>
    Agent,

    /// <summary>A server.</summary>
    Server,

    /// <summary>A route between users and servers.</summary>
    UserRoute,

    /// <summary>PostgreSQL.</summary>
    Postgres,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>The disk of the blobs.</summary>
    BlobDisk,

    /// <summary>The disk of the agent that has one of its own.</summary>
    AgentDisk,

    /// <summary>The jobs.</summary>
    Jobs,
}
