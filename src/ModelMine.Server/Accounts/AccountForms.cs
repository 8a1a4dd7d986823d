using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Protection;

namespace ModelMine.Server.Accounts;

/// <summary>What the sign-up, sign-in and sign-out forms post to. They answer by going on to a page, with the cookie or with what was wrong.</summary>
internal static class AccountForms
{
    private const string AfterSignIn = "/dashboard";

    public static void Map(IEndpointRouteBuilder app)
    {
        // The antiforgery token is checked below, so that a form which was open for too long gets words and not a bare 400.
        var forms = app.MapGroup("/account").DisableAntiforgery().ExcludeFromDescription();
        forms.MapPost("signup", SignUpAsync).RequireRateLimiting(RateLimits.Auth);
        forms.MapPost("login", LoginAsync).RequireRateLimiting(RateLimits.Auth);
        forms.MapPost("logout", LogoutAsync);
    }

    private static Task<RedirectHttpResult> SignUpAsync(HttpContext context, SignUp signUp, IAntiforgery antiforgery, SignInManager<User> session) =>
        EnterAsync(context, antiforgery, session, "/signup", credentials => signUp.ExecuteAsync(credentials, context.RequestAborted));

    private static Task<RedirectHttpResult> LoginAsync(HttpContext context, SignIn signIn, IAntiforgery antiforgery, SignInManager<User> session) =>
        EnterAsync(context, antiforgery, session, "/login", credentials => signIn.ExecuteAsync(credentials, context.RequestAborted));

    private static async Task<RedirectHttpResult> LogoutAsync(HttpContext context, IAntiforgery antiforgery, SignInManager<User> session)
    {
        if (await antiforgery.IsRequestValidAsync(context)) await session.SignOutAsync();
        return TypedResults.LocalRedirect("~/");
    }

    private static async Task<RedirectHttpResult> EnterAsync(
        HttpContext context, IAntiforgery antiforgery, SignInManager<User> session, string page, Func<Credentials, Task<User>> enter)
    {
        if (!context.Request.HasFormContentType) return Back(page, "expired", "", "");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (email, returnUrl) = (form["email"].ToString(), form["returnUrl"].ToString());
        if (!await antiforgery.IsRequestValidAsync(context)) return Back(page, "expired", email, returnUrl);
        try
        {
            await session.SignInAsync(await enter(new Credentials(email, form["password"].ToString())), isPersistent: true);
            return TypedResults.LocalRedirect($"~{(LocalUrl.Is(returnUrl) ? returnUrl : AfterSignIn)}");
        }
        catch (RefusedException refusal)
        {
            return Back(page, refusal.Problem.Code ?? "error", email, returnUrl);
        }
    }

    private static RedirectHttpResult Back(string page, string error, string email, string returnUrl)
    {
        var query = QueryString.Create("error", error);
        if (email.Length is > 0 and <= EmailAddress.Longest) query = query.Add("email", email);
        if (LocalUrl.Is(returnUrl)) query = query.Add("returnUrl", returnUrl);
        return TypedResults.LocalRedirect($"~{page}{query}");
    }
}
