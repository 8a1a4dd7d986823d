using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Protection;
using ModelMine.Server.Tokens;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Accounts;

/// <summary>What programs call to sign up, in and out.</summary>
internal static class AccountsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var passwords = api.MapGroup("").RequireRateLimiting(RateLimits.Auth).WithTags("Accounts").AllowAnonymous();
        passwords.MapPost(Routes.SignUp, SignUpAsync).WithSummary("Make an account, and sign in by cookie.");
        passwords.MapPost(Routes.Login, LoginAsync).WithSummary("Sign in by cookie.");
        var session = api.MapGroup("").WithTags("Accounts");
        session.MapPost(Routes.Logout, LogoutAsync).AllowAnonymous().WithSummary("Sign out: the cookie is taken back.");
        session.MapGet(Routes.Me, MeAsync).RequireAuthorization(AuthPolicies.Read).WithSummary("Who is signed in.");
    }

    private static async Task<Created<AccountView>> SignUpAsync(
        Credentials credentials, SignUp signUp, SignInManager<User> session, CancellationToken cancellation)
    {
        var user = await signUp.ExecuteAsync(credentials, cancellation);
        await session.SignInAsync(user, isPersistent: true);
        return TypedResults.Created($"/api/{Routes.Me}", new AccountView(user.Id, user.Email!, TokenTransfers.SignUpGrant));
    }

    private static async Task<Ok<AccountView>> LoginAsync(
        Credentials credentials, SignIn signIn, SignInManager<User> session, WalletQueries wallets, CancellationToken cancellation)
    {
        var user = await signIn.ExecuteAsync(credentials, cancellation);
        await session.SignInAsync(user, isPersistent: true);
        return TypedResults.Ok(new AccountView(user.Id, user.Email!, await wallets.BalanceOfUserAsync(user.Id, cancellation)));
    }

    private static async Task<NoContent> LogoutAsync(SignInManager<User> session)
    {
        await session.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AccountView>> MeAsync(ClaimsPrincipal user, WalletQueries wallets, CancellationToken cancellation)
    {
        var balance = await wallets.BalanceOfUserAsync(user.UserId(), cancellation);
        return TypedResults.Ok(new AccountView(user.UserId(), user.Identity?.Name ?? "", balance));
    }
}
