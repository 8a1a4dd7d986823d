using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Accounts;

/// <summary>How one proves who one is (session's cookie, personal token, node's token), and the policies that ask for it.</summary>
internal static class Authentication
{
    private const string NodePrefix = "mm_node_";

    public static void AddAuthenticationSchemes(this IServiceCollection services)
    {
        services.AddAuthentication(AuthSchemes.Any)
            .AddPolicyScheme(AuthSchemes.Any, null, any => any.ForwardDefaultSelector = Select)
            .AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AuthSchemes.AccessToken, null)
            .AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountOptions>>((cookie, options) =>
        {
            cookie.Cookie.Name = "modelmine";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(options.Value.SessionDays);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/login";
            cookie.AccessDeniedPath = "/login";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(AuthPolicies.Read, policy => policy.RequireAuthenticatedUser().RequireClaim(ClaimTypes.NameIdentifier))
            .AddPolicy(AuthPolicies.Write, policy => policy.RequireAuthenticatedUser().RequireClaim(ClaimTypes.NameIdentifier).RequireAssertion(MayWrite))
            .AddPolicy(AuthPolicies.Node, policy => policy.RequireAuthenticatedUser().RequireClaim(Shell.PrincipalExtensions.NodeIdClaim));
    }

    private static bool MayWrite(AuthorizationHandlerContext context) => !context.User.IsReadOnly();

    private static string Select(HttpContext context) => BearerToken.Of(context.Request) switch
    {
        null => IdentityConstants.ApplicationScheme,
        var token when token.StartsWith(NodePrefix, StringComparison.Ordinal) => AuthSchemes.Node,
        _ => AuthSchemes.AccessToken,
    };
}
