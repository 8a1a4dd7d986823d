namespace ModelMine.Core.Contracts.Client;

public sealed partial class UserApiClient
{
    /// <summary>Makes an account, and signs in by cookie.</summary>
    /// <param name="credentials">E-mail address and password.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AccountView> SignUpAsync(Credentials credentials, CancellationToken cancellationToken = default) =>
        PostAsync<AccountView>(Routes.SignUp, credentials, cancellationToken);

    /// <summary>Signs in by cookie.</summary>
    /// <param name="credentials">E-mail address and password.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AccountView> LoginAsync(Credentials credentials, CancellationToken cancellationToken = default) =>
        PostAsync<AccountView>(Routes.Login, credentials, cancellationToken);

    /// <summary>Ends the cookie's session.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task LogoutAsync(CancellationToken cancellationToken = default) => SendAsync(HttpMethod.Post, Routes.Logout, cancellationToken);

    /// <summary>Who is signed in.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<AccountView> MeAsync(CancellationToken cancellationToken = default) => GetAsync<AccountView>(Routes.Me, cancellationToken);

    /// <summary>Makes a personal token; its secret is shown this once.</summary>
    /// <param name="token">What it is for, and whether it can write.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<CreatedAccessToken> CreateTokenAsync(NewAccessToken token, CancellationToken cancellationToken = default) =>
        PostAsync<CreatedAccessToken>(Routes.AccessTokens, token, cancellationToken);

    /// <summary>The user's personal tokens, without their secrets.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<AccessTokenView>> TokensAsync(CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<AccessTokenView>>(Routes.AccessTokens, cancellationToken);

    /// <summary>Revokes a personal token.</summary>
    /// <param name="tokenId">Id of the token.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RevokeTokenAsync(string tokenId, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, $"{Routes.AccessTokens}/{tokenId}", cancellationToken);

    /// <summary>The user's balance and its newest movements.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<WalletView> WalletAsync(CancellationToken cancellationToken = default) => GetAsync<WalletView>(Routes.Wallet, cancellationToken);
}
