namespace ModelMine.Server.Tokens;

/// <summary>A movement of tokens between two wallets. Written once, never changed.</summary>
public sealed class Transfer
{
    /// <summary>Rising number.</summary>
    public long Id { get; init; }

    /// <summary>Wallet that it leaves.</summary>
    public required string FromWallet { get; init; }

    /// <summary>Wallet that it reaches.</summary>
    public required string ToWallet { get; init; }

    /// <summary>Tokens, above 0.</summary>
    public required long Amount { get; init; }

    /// <summary>Why: <c>GRANT</c>, <c>STAKE</c>, <c>REWARD</c>, <c>FEE</c>, <c>REFUND</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>Job that it belongs to.</summary>
    public string? JobId { get; init; }

    /// <summary>Names this movement, so that it can happen only once, such as <c>reward:job_…</c>.</summary>
    public required string Key { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
