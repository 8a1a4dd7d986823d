namespace ModelMine.Server.Ledger;

/// <summary>The newest block, in one row that every append compares and sets.</summary>
public sealed class LedgerHead
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    /// <summary>Height of the newest block; 0 for the empty ledger.</summary>
    public required long Height { get; init; }

    /// <summary>Its hash; 64 zeros for the empty ledger.</summary>
    public required string Hash { get; init; }
}
