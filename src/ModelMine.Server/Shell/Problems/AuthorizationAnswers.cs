using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ports;

namespace ModelMine.Server.Shell.Problems;

/// <summary>Tells programs why they may not, as problem details. Browsers are sent to the sign-in page instead.</summary>
internal sealed class AuthorizationAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _pages = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !context.IsForApi()) return _pages.HandleAsync(next, context, policy, authorizeResult);
        if (authorizeResult.Forbidden) return ProblemAnswer.WriteAsync(context, Forbidden(context));
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemAnswer.WriteAsync(context, Challenged(context));
    }

    private static Problem Challenged(HttpContext context) => context.Request.Headers.Authorization.Count == 0
        ? StatusProblems.Of(context, StatusCodes.Status401Unauthorized)
        : new Problem
        {
            Status = StatusCodes.Status401Unauthorized,
            Code = "invalid_token",
            Title = "This token is not known here.",
            Detail = "It was mistyped, revoked, or made on another server. Make a new one.",
        };

    private static Problem Forbidden(HttpContext context)
    {
        if (context.User.IsReadOnly())
        {
            return new Problem
            {
                Status = StatusCodes.Status403Forbidden,
                Code = "read_only_token",
                Title = "This token can only read.",
                Detail = $"{context.Request.Method} {context.Request.Path} changes something: use a token that can write.",
            };
        }

        return StatusProblems.Of(context, StatusCodes.Status403Forbidden) with
        {
            Detail = context.User.HasClaim(claim => claim.Type == PrincipalExtensions.NodeIdClaim)
                ? "This is a route for users: a node's token does not open it."
                : "This is a route for nodes: it takes the token that a node got when it enrolled.",
        };
    }
}
