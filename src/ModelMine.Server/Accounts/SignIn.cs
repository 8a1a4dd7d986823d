using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Accounts;

/// <summary>
/// Checks who wants to sign in. Whether an account exists cannot be told from the answer or the time that it takes:
/// addresses without an account are checked against a hash, counted and locked out alike.
/// </summary>
internal sealed class SignIn(
    IDbContextFactory<ModelMineDb> databases,
    GroupCommit commit,
    PasswordWork passwords,
    UnknownAddresses unknown,
    ILookupNormalizer names,
    IOptions<AccountOptions> options,
    TimeProvider time)
{
    /// <exception cref="RefusedException">E-mail address and password match no account, or it rests after too many tries.</exception>
    public async Task<User> ExecuteAsync(Credentials credentials, CancellationToken cancellation)
    {
        var name = names.NormalizeName(credentials.Email.Trim());
        var user = name.Length > EmailAddress.Longest ? null : await FindAsync(name, cancellation);
        Refuse(user is null ? unknown.LockedUntil(name) : user.LockoutEnd);
        var verdict = credentials.Password.Length > PasswordRules.Longest
            ? PasswordVerificationResult.Failed
            : await passwords.VerifyAsync(user, credentials.Password, cancellation);
        if (user is null || verdict == PasswordVerificationResult.Failed)
        {
            Refuse(user is null ? unknown.Fail(name) : await FailAsync(user));
            throw new RefusedException(401, "invalid_credentials", "E-mail and password do not match an account.", "Check both, or sign up.");
        }

        await SucceedAsync(user);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded) await RehashAsync(user, credentials.Password, cancellation);
        return user;
    }

    private async Task<User?> FindAsync(string name, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == name, cancellation);
    }

    // Counted in one statement: guesses in parallel are all counted. What was begun is finished, also when the caller hangs up.
    private async Task<DateTimeOffset?> FailAsync(User user)
    {
        var (most, rest) = (options.Value.LockoutFailures, (long)TimeSpan.FromMinutes(options.Value.LockoutMinutes).TotalMilliseconds);
        var locked = await commit.WriteAsync(scope => scope.FirstOrDefaultAsync<Lockout>($"""
            UPDATE users SET
                access_failed_count = CASE WHEN access_failed_count + 1 >= {most} THEN 0 ELSE access_failed_count + 1 END,
                lockout_end = CASE WHEN access_failed_count + 1 >= {most} THEN now_ms() + {rest} ELSE lockout_end END
            WHERE id = {user.Id}
            RETURNING lockout_end AS "Until"
            """));
        return locked?.Until is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null;
    }

    // A lockout that came while this password was checked holds: so guesses in parallel are no more than those in a row.
    private async Task SucceedAsync(User user)
    {
        var let = await commit.WriteAsync(scope => scope.ExecuteAsync($"""
            UPDATE users SET access_failed_count = 0 WHERE id = {user.Id} AND (lockout_end IS NULL OR lockout_end <= now_ms())
            """));
        if (let == 0) Refuse(time.GetUtcNow() + TimeSpan.FromMinutes(options.Value.LockoutMinutes));
    }

    private async Task RehashAsync(User user, string password, CancellationToken cancellation)
    {
        var (old, hash) = (user.PasswordHash, await passwords.HashAsync(user, password, cancellation));
        await commit.WriteAsync(
            scope => scope.ExecuteAsync($"UPDATE users SET password_hash = {hash} WHERE id = {user.Id} AND password_hash = {old}"), cancellation);
    }

    private void Refuse(DateTimeOffset? lockedUntil)
    {
        var wait = lockedUntil - time.GetUtcNow();
        if (wait is not { } rest || rest <= TimeSpan.Zero) return;
        throw new RefusedException(
            429, "locked_out", "Too many wrong passwords: this account rests for some minutes.", $"Try again in {Math.Ceiling(rest.TotalSeconds)} s.")
        {
            RetryAfter = rest,
        };
    }

    private sealed record Lockout(long? Until);
}
