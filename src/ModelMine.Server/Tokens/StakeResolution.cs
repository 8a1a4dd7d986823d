using ModelMine.Server.Data;

namespace ModelMine.Server.Tokens;

/// <summary>Decides what becomes of a stake: exactly once, and reward + fee + refund = stake (T3, T4).</summary>
public static class StakeResolution
{
    /// <summary>Share of the stake that the nodes earn, in percent; the rest is the network's fee.</summary>
    public const int RewardPercent = 80;

    /// <summary>The nodes' part of a stake, rounded down: what division leaves over goes to the fee.</summary>
    /// <param name="stake">Tokens at stake.</param>
    public static long Reward(long stake) => stake / 100 * RewardPercent + stake % 100 * RewardPercent / 100;

    /// <summary>Puts a stake into escrow. False when the user holds too few tokens.</summary>
    /// <param name="scope">The write that makes the job.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="userId">Its owner.</param>
    /// <param name="amount">Tokens.</param>
    public static async Task<bool> TryStakeAsync(WriteScope scope, string jobId, string userId, long amount)
    {
        if (!await TokenTransfers.TryMoveAsync(scope, Wallet.OfUser(userId), Wallet.Escrow, amount, "STAKE", jobId, $"stake:{jobId}"))
            return false;
        await scope.ExecuteAsync($"INSERT INTO stakes (job_id, user_id, amount) VALUES ({jobId}, {userId}, {amount})");
        return true;
    }

    /// <summary>Pays a completed job: the reward to its node, the rest to the network.</summary>
    /// <param name="scope">The write that completes the job.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="nodeId">The node that completed it.</param>
    /// <returns>What the node earned, and the fee.</returns>
    public static async Task<(long Reward, long Fee)> PayAsync(WriteScope scope, string jobId, string nodeId)
    {
        var stake = await ResolveAsync(scope, jobId, "PAID");
        var reward = Reward(stake.Amount);
        await MoveAsync(scope, Wallet.OfNode(nodeId), reward, "REWARD", jobId);
        await MoveAsync(scope, Wallet.Network, stake.Amount - reward, "FEE", jobId);
        return (reward, stake.Amount - reward);
    }

    /// <summary>Pays a canceled job: of the reward the share that was done, and all the rest back to its owner.</summary>
    /// <param name="scope">The write that cancels the job.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="nodeId">The node that was training it; null when none was.</param>
    /// <param name="fractionDone">0 to 1.</param>
    /// <returns>What the node earned, and what went back.</returns>
    public static async Task<(long Reward, long Refund)> PayDoneShareAsync(WriteScope scope, string jobId, string? nodeId, double fractionDone)
    {
        var partly = nodeId is not null && fractionDone > 0;
        var stake = await ResolveAsync(scope, jobId, partly ? "PARTLY_PAID" : "REFUNDED");
        var reward = partly ? (long)(Reward(stake.Amount) * Math.Clamp(fractionDone, 0, 1)) : 0;
        if (reward > 0) await MoveAsync(scope, Wallet.OfNode(nodeId!), reward, "REWARD", jobId);
        await MoveAsync(scope, Wallet.OfUser(stake.UserId), stake.Amount - reward, "REFUND", jobId);
        return (reward, stake.Amount - reward);
    }

    private static async Task<Resolved> ResolveAsync(WriteScope scope, string jobId, string resolution) =>
        await scope.FirstOrDefaultAsync<Resolved>($"""
            UPDATE stakes SET resolution = {resolution} WHERE job_id = {jobId} AND resolution IS NULL
            RETURNING user_id AS "UserId", amount AS "Amount"
            """)
        ?? throw new InvalidOperationException($"The stake of {jobId} was resolved before.");

    private static async Task MoveAsync(WriteScope scope, string to, long amount, string cause, string jobId)
    {
        var key = $"{cause.ToLowerInvariant()}:{jobId}";
        if (!await TokenTransfers.TryMoveAsync(scope, Wallet.Escrow, to, amount, cause, jobId, key))
            throw new InvalidOperationException($"Escrow holds too few tokens to resolve the stake of {jobId}.");
    }

    private sealed record Resolved(string UserId, long Amount);
}
