using ModelMine.Server.Data;

namespace ModelMine.Server.Tokens;

/// <summary>Moves tokens: the only place that changes a balance.</summary>
public static class TokenTransfers
{
    /// <summary>Tokens that each new user gets.</summary>
    public const long SignUpGrant = 1000;

    /// <summary>
    /// Moves tokens from one wallet to another, inside a write. Nothing moves when the first holds too few; the same key
    /// a second time throws, so that its write is undone as a whole.
    /// </summary>
    /// <param name="scope">The write.</param>
    /// <param name="from">Wallet to take from.</param>
    /// <param name="to">Wallet to give to; it is made when missing.</param>
    /// <param name="amount">Tokens, 0 or more; 0 does nothing.</param>
    /// <param name="cause"><c>GRANT</c>, <c>STAKE</c>, <c>REWARD</c>, <c>FEE</c>, <c>REFUND</c>.</param>
    /// <param name="jobId">Job that it belongs to.</param>
    /// <param name="key">Names the movement: it happens once.</param>
    /// <returns>False when the first wallet holds too few.</returns>
    public static async Task<bool> TryMoveAsync(WriteScope scope, string from, string to, long amount, string cause, string? jobId, string key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        if (amount == 0) return true;
        var taken = await scope.ExecuteAsync($"""
            UPDATE wallets SET balance = balance - {amount}
            WHERE id = {from} AND (balance >= {amount} OR id = {Wallet.Issuance})
            """);
        if (taken == 0) return false;
        await scope.ExecuteAsync($"""
            INSERT INTO wallets (id, balance) VALUES ({to}, {amount})
            ON CONFLICT (id) DO UPDATE SET balance = wallets.balance + {amount}
            """);
        await scope.ExecuteAsync($"""
            INSERT INTO transfers (from_wallet, to_wallet, amount, cause, job_id, key, at)
            VALUES ({from}, {to}, {amount}, {cause}, {jobId}, {key}, now_ms())
            """);
        return true;
    }

    /// <summary>Gives a new user the sign-up grant. A second time throws.</summary>
    /// <param name="scope">The write that makes the user.</param>
    /// <param name="userId">The user.</param>
    public static async Task GrantAsync(WriteScope scope, string userId) =>
        await TryMoveAsync(scope, Wallet.Issuance, Wallet.OfUser(userId), SignUpGrant, "GRANT", null, $"grant:{userId}");
}
