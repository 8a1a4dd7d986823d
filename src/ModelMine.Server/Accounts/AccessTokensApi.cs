using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Accounts;

/// <summary>What users call about their personal tokens.</summary>
internal static class AccessTokensApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup(Routes.AccessTokens).WithTags("Accounts");
        tokens.MapGet("", ListAsync).RequireAuthorization(AuthPolicies.Read).WithSummary("The user's personal tokens, without their secrets.");
        tokens.MapPost("", CreateAsync).RequireAuthorization(AuthPolicies.Write).WithSummary("Make a personal token; its secret is shown this once.");
        tokens.MapDelete("{id}", RevokeAsync).RequireAuthorization(AuthPolicies.Write).WithSummary("Revoke a personal token.");
    }

    private static async Task<Ok<IReadOnlyList<AccessTokenView>>> ListAsync(AccessTokens tokens, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await tokens.ListAsync(user.UserId(), cancellation));

    private static async Task<Created<CreatedAccessToken>> CreateAsync(
        NewAccessToken request, AccessTokens tokens, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (user.Identity?.AuthenticationType != IdentityConstants.ApplicationScheme)
        {
            // Who gets hold of a token must not be able to make others that outlive its revocation.
            throw new RefusedException(403, "session_needed", "A token cannot make tokens.", "Sign in with your password, then make it.");
        }

        var created = await tokens.CreateAsync(user.UserId(), request, cancellation);
        return TypedResults.Created($"/api/{Routes.AccessTokens}/{created.Info.Id}", created);
    }

    private static async Task<NoContent> RevokeAsync(string id, AccessTokens tokens, ClaimsPrincipal user, CancellationToken cancellation)
    {
        await tokens.RevokeAsync(user.UserId(), id, cancellation);
        return TypedResults.NoContent();
    }
}
