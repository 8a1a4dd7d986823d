namespace ModelMine.Server.Shell.Telemetry;

/// <summary>Decides which requests get a span of their own.</summary>
internal static class TracedRequests
{
    private static readonly PathString Api = "/api";

    // What agents, probes and pages ask all the time says nothing in a trace, and would drown what does. Metrics count all of it.
    private static readonly PathString[] Untraced =
    [
        $"/{Core.Contracts.Routes.Heartbeat}", $"/{Core.Contracts.Routes.Claim}", $"/{Core.Contracts.Routes.Watch}", $"/{Core.Contracts.Routes.ClaimTry}",
        $"/{Core.Contracts.Routes.Health}", MetricsApi.Path, "/_blazor", "/_framework", "/_content", "/hubs", "/css", "/js", "/lib", "/fonts",
    ];

    /// <summary>Whether it gets one.</summary>
    /// <param name="context">The request, at either port.</param>
    public static bool IsTraced(HttpContext context)
    {
        var path = context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase, out var rest) ? rest : context.Request.Path;
        return !Array.Exists(Untraced, such => path.StartsWithSegments(such, StringComparison.OrdinalIgnoreCase));
    }
}
