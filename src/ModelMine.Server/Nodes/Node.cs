namespace ModelMine.Server.Nodes;

/// <summary>A machine of the network as it is stored; what it does this very moment lives in its grain.</summary>
public sealed class Node
{
    /// <summary>Id, <c>node_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Who enrolled it; null for the machine that the server itself runs on.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its token.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Its Ed25519 public key, base64.</summary>
    public required string PublicKey { get; init; }

    /// <summary>What its machine is, JSON of <c>NodeFacts</c>.</summary>
    public required string Facts { get; init; }

    /// <summary>Attempts that it runs at a time.</summary>
    public required int Slots { get; init; }

    /// <summary>The agent process that may claim work: the one that heartbeat last, unless it drains.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether it takes no new work.</summary>
    public bool Maintenance { get; init; }

    /// <summary>While in maintenance: whether its agent shall give back what it trains, in place of training it to the end.</summary>
    public bool GivesBack { get; init; }

    /// <summary>How often it was put into maintenance or taken out of it: whoever changes that can say after which time they looked.</summary>
    public long MaintenanceVersion { get; init; }

    /// <summary>When it enrolled.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>Its last stored sign of life; the grain knows a newer one.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }
}
