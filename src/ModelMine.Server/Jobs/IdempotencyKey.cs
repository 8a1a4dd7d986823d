namespace ModelMine.Server.Jobs;

/// <summary>Remembers which job a submit with a given <c>Idempotency-Key</c> made (invariant J3).</summary>
public sealed class IdempotencyKey
{
    /// <summary>Who submitted.</summary>
    public required string UserId { get; init; }

    /// <summary>The header's value.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was submitted.</summary>
    public required string BodyDigest { get; init; }

    /// <summary>The job that it made.</summary>
    public required string JobId { get; init; }
}
