namespace ModelMine.Core.Contracts;

/// <summary>Body of <c>POST /auth/signup</c> and <c>POST /auth/login</c>.</summary>
/// <param name="Email">E-mail address; the name one signs in with.</param>
/// <param name="Password">At least 8 characters.</param>
public sealed record Credentials(string Email, string Password);

/// <summary>Answer to a sign-up or a sign-in; the session's cookie comes with it.</summary>
/// <param name="UserId">Id of the user.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Balance">Tokens in the user's wallet.</param>
public sealed record AccountView(string UserId, string Email, long Balance);

/// <summary>Body of <c>POST /auth/tokens</c>.</summary>
/// <param name="Name">What it is for, 1 to 60 characters.</param>
/// <param name="CanWrite">False for a token that can only read.</param>
public sealed record NewAccessToken(string Name, bool CanWrite);

/// <summary>A personal access token, shown once.</summary>
/// <param name="Token">The secret, <c>mm_pat_…</c>.</param>
/// <param name="Info">What is kept of it.</param>
public sealed record CreatedAccessToken(string Token, AccessTokenView Info);

/// <summary>What is kept of a personal access token; never the secret.</summary>
public sealed record AccessTokenView
{
    /// <summary>Id of the token.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it can write.</summary>
    public required bool CanWrite { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was used last, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>Answer to <c>GET /wallet</c>.</summary>
/// <param name="Balance">Tokens that can be staked.</param>
/// <param name="Staked">Tokens in escrow for jobs that are not finished.</param>
/// <param name="Transfers">The newest movements, newest first.</param>
public sealed record WalletView(long Balance, long Staked, IReadOnlyList<TransferView> Transfers);
