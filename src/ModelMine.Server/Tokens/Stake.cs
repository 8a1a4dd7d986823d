namespace ModelMine.Server.Tokens;

/// <summary>The tokens that a job's owner put at stake, and what became of them: resolved exactly once (T3).</summary>
public sealed class Stake
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Its owner.</summary>
    public required string UserId { get; init; }

    /// <summary>Tokens.</summary>
    public required long Amount { get; init; }

    /// <summary><c>PAID</c>, <c>PARTLY_PAID</c> or <c>REFUNDED</c>; null while it rests in escrow.</summary>
    public string? Resolution { get; init; }
}
