using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Accounts;

/// <summary>Personal access tokens: made, used, listed, revoked.</summary>
/// <param name="databases">Read from.</param>
/// <param name="commit">Written through.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class AccessTokens(IDbContextFactory<ModelMineDb> databases, GroupCommit commit, TimeProvider time, ILogger<AccessTokens> logger)
{
    /// <summary>What every personal token begins with.</summary>
    public const string Prefix = "mm_pat_";

    private const int MostTokens = 100;
    private const int LongestName = 60;

    private readonly ConcurrentDictionary<string, long> _noted = new(StringComparer.Ordinal);

    /// <summary>Makes a token. Its secret is in the answer, and nowhere else.</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="request">What it is for, and what it may do.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">The name is empty or too long, or the user has too many.</exception>
    public async Task<CreatedAccessToken> CreateAsync(string userId, NewAccessToken request, CancellationToken cancellation)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > LongestName)
        {
            throw new RefusedException(
                400, "invalid_body", "The token has no usable name.", errors: [new ProblemItem("$.name", $"takes 1 to {LongestName} characters")]);
        }

        var secret = Secret.New(Prefix);
        var token = new AccessToken
        {
            Id = Id.New("pat"), UserId = userId, Name = name, Hash = Secret.Hash(secret), CanWrite = request.CanWrite, CreatedAt = time.GetUtcNow(),
        };
        await commit.WriteAsync(
            async scope =>
            {
                if (await scope.Database.AccessTokens.CountAsync(t => t.UserId == userId && t.RevokedAt == null) >= MostTokens)
                    throw new RefusedException(409, "too_many_tokens", $"You have {MostTokens} tokens.", "Revoke one that is not used any more.");
                scope.Database.Add(token);
                return await scope.Database.SaveChangesAsync();
            },
            cancellation);
        return new CreatedAccessToken(secret, View(token));
    }

    /// <summary>A user's tokens that are not revoked, newest first.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<AccessTokenView>> ListAsync(string userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var tokens = await database.AccessTokens.AsNoTracking().Where(t => t.UserId == userId && t.RevokedAt == null)
            .OrderByDescending(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(cancellation);
        return [.. tokens.Select(View)];
    }

    /// <summary>Revokes a token, from now on.</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="tokenId">The token.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">There is no such token, or it is another user's.</exception>
    public async Task RevokeAsync(string userId, string tokenId, CancellationToken cancellation)
    {
        var revoked = await commit.WriteAsync(
            scope => scope.ExecuteAsync($"""
                UPDATE access_tokens SET revoked_at = now_ms() WHERE id = {tokenId} AND user_id = {userId} AND revoked_at IS NULL
                """),
            cancellation);
        if (revoked == 0) throw RefusedException.NotFound("token");
    }

    /// <summary>Who a token stands for; null when it is unknown or revoked.</summary>
    /// <param name="secret">The secret that a request carries.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<TokenBearer?> UseAsync(string secret, CancellationToken cancellation)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var hash = Secret.Hash(secret);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var token = await database.AccessTokens.AsNoTracking().Where(t => t.Hash == hash && t.RevokedAt == null)
            .Join(database.Users, t => t.UserId, u => u.Id, (t, u) => new TokenBearer(t.Id, u.Id, u.Email!, t.CanWrite))
            .FirstOrDefaultAsync(cancellation);
        if (token is not null) NoteUse(token.TokenId);
        return token;
    }

    // At most one write a token and minute, and no request waits for it.
    private void NoteUse(string tokenId)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (_noted.TryGetValue(tokenId, out var noted) && noted == minute) return;
        _noted[tokenId] = minute;
        _ = WriteUseAsync(tokenId, minute * 60_000);
    }

    private async Task WriteUseAsync(string tokenId, long minuteMs)
    {
        try
        {
            await commit.WriteApartAsync(scope => scope.ExecuteAsync($"""
                UPDATE access_tokens SET last_used_at = {minuteMs}
                WHERE id = {tokenId} AND (last_used_at IS NULL OR last_used_at < {minuteMs})
                """));
        }
        catch (Exception error)
        {
            // When a token was last used is for its owner to look at: a request is not refused for it.
            logger.LogWarning(error, "The last use of token {TokenId} could not be noted", tokenId);
        }
    }

    private static AccessTokenView View(AccessToken token) => new()
    {
        Id = token.Id, Name = token.Name, CanWrite = token.CanWrite, CreatedAt = token.CreatedAt, LastUsedAt = token.LastUsedAt,
    };
}

/// <summary>Who a token stands for, and what it may do.</summary>
internal sealed record TokenBearer(string TokenId, string UserId, string Email, bool CanWrite);
