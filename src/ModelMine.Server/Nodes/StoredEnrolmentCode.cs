namespace ModelMine.Server.Nodes;

/// <summary>A code that enrols one node, once.</summary>
public sealed class StoredEnrolmentCode
{
    /// <summary>SHA-256 of the code.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Who made it; null for the server's own machine.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Until when it is good.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The node that it enrolled; null while unused.</summary>
    public string? NodeId { get; init; }
}
