using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Tokens;

/// <summary>Registers wallets.</summary>
public static class TokensFeature
{
    /// <summary>Adds wallets.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddTokens(this IServiceCollection services) => services.AddSingleton<WalletQueries>();

    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapTokens(this IEndpointRouteBuilder api)
    {
        api.MapGet(Core.Contracts.Routes.Wallet, Wallet).RequireAuthorization(AuthPolicies.Read).WithTags("Tokens");
        return api;
    }

    private static async Task<Ok<WalletView>> Wallet(WalletQueries wallets, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await wallets.OfUserAsync(user.UserId(), cancellation));
}
