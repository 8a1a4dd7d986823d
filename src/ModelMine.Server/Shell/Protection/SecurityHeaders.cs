using ModelMine.Server.Shell.Ports;
using Scalar.AspNetCore;

namespace ModelMine.Server.Shell.Protection;

/// <summary>Tells browsers what this server's answers may do: no scripts but its own files, no frames, no guessing of types.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string ForApi = "default-src 'none'; frame-ancestors 'none'";

    // Inline styles are what MudBlazor positions and animates with; inline scripts nobody needs.
    private const string ForPages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = Policy(context);
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.IsForApi() && headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }

    private static string Policy(HttpContext context)
    {
        if (context.IsForApi()) return ForApi;
        return context.Items.TryGetValue(ScalarOptions.NonceHttpContextItemKey, out var nonce)
            ? ForPages.Replace("script-src 'self'", $"script-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal)
            : ForPages;
    }
}
