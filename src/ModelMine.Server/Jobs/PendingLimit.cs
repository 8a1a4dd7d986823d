using Microsoft.Extensions.Options;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Jobs;

/// <summary>
/// Keeps one user from filling the queue. Looked at inside the write, in this server's turn: so the limit is exact, however
/// many servers there are.
/// </summary>
/// <param name="limits">The limits.</param>
public sealed class PendingLimit(IOptions<UserLimitOptions> limits)
{
    private static readonly TimeSpan QueueMayMove = TimeSpan.FromSeconds(30);

    /// <summary>Refuses one more pending job of a user who has too many.</summary>
    /// <param name="scope">The write.</param>
    /// <param name="userId">The user.</param>
    /// <exception cref="RefusedException">429 too many jobs wait.</exception>
    public async Task RequireRoomAsync(WriteScope scope, string userId)
    {
        var most = limits.Value.PendingJobs;
        var pending = await scope.FirstOrDefaultAsync<long>($"""SELECT COUNT(*) AS "Value" FROM jobs WHERE user_id = {userId} AND status = 'PENDING'""");
        if (pending < most) return;
        throw new RefusedException(
            429, "too_many_pending", $"You have {pending} jobs waiting; one user may have {most}.", "Cancel some of them, or submit again when some have begun.")
        {
            RetryAfter = QueueMayMove,
        };
    }
}
