using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ModelMine.Server.Accounts;

/// <summary>Signs a user in by <c>Authorization: Bearer mm_pat_…</c>, for one request.</summary>
internal sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Request) is not { } secret) return AuthenticateResult.NoResult();
        if (await tokens.UseAsync(secret, Context.RequestAborted) is not { } token) return AuthenticateResult.Fail("This token is not known here.");
        var identity = new ClaimsIdentity(Scheme.Name);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, token.UserId));
        identity.AddClaim(new Claim(ClaimTypes.Name, token.Email));
        if (!token.CanWrite) identity.AddClaim(new Claim(Shell.PrincipalExtensions.ReadOnlyClaim, "true"));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
