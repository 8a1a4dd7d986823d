namespace ModelMine.Server.Ledger;

/// <summary>A block of the ledger as it is stored. Written once, never changed.</summary>
public sealed class LedgerBlock
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public required long Height { get; init; }

    /// <summary>SHA-256 of the block, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Hash of the block before.</summary>
    public required string PrevHash { get; init; }

    /// <summary>UTC, fixed width.</summary>
    public required string Timestamp { get; init; }

    /// <summary>What it binds, canonical JSON.</summary>
    public required string Data { get; init; }

    /// <summary>The job that it is about.</summary>
    public required string JobId { get; init; }
}
