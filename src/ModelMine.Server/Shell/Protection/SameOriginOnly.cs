using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Problems;

namespace ModelMine.Server.Shell.Protection;

/// <summary>
/// Refuses what another site makes a browser send: a browser adds the session's cookie by itself, so a request that
/// changes something, or opens a WebSocket, must come from this server's own pages. Browsers say where a request comes
/// from by <c>Sec-Fetch-Site</c>, or at least <c>Origin</c>; what has neither was not sent by a browser and cannot have
/// been tricked. Bearer tokens are never added by a browser, so requests that carry one are exempt.
/// </summary>
internal sealed class SameOriginOnly(RequestDelegate next)
{
    private static readonly Problem CrossSite = new()
    {
        Status = StatusCodes.Status403Forbidden,
        Code = "cross_site",
        Title = "This request came from another site.",
        Detail = "Send it from ModelMine's own pages, or with a personal token as \"Authorization: Bearer mm_pat_…\".",
    };

    public Task InvokeAsync(HttpContext context) =>
        IsHarmless(context.Request) || IsOwn(context.Request) ? next(context) : ProblemAnswer.WriteAsync(context, CrossSite);

    private static bool IsHarmless(HttpRequest request)
    {
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        var opensSocket = request.Headers.Upgrade.Count > 0;
        return (isSafe && !opensSocket) || request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == request.Scheme && from.Authority == Authority(request))
            return true;
        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            "" => origin.Length == 0,
            _ => false,
        };
    }

    private static string Authority(HttpRequest request) => new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}").Authority;
}
