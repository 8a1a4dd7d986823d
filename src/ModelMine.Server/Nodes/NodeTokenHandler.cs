using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ModelMine.Server.Nodes;

/// <summary>Signs nodes in by <c>Authorization: Bearer mm_node_…</c>.</summary>
internal sealed class NodeTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, NodeTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var token = header[Bearer.Length..].Trim();
        if (!token.StartsWith(NodeTokens.Prefix, StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        if (await tokens.NodeIdAsync(token, Context.RequestAborted) is not { } nodeId)
            return AuthenticateResult.Fail("No node has this token. Enrol the machine again.");
        var identity = new ClaimsIdentity([new Claim(Shell.PrincipalExtensions.NodeIdClaim, nodeId)], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
