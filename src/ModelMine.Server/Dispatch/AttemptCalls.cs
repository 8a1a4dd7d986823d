using System.Diagnostics;
using Microsoft.AspNetCore.Routing.Patterns;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Dispatch;

/// <summary>Names the attempt and its node in the trace and in the log of each call about an attempt, and counts those that came too late.</summary>
internal sealed class AttemptCalls(DispatchMeter meter, ILogger<AttemptCalls> logger) : IEndpointFilter
{
    public const string Report = "report";
    public const string Snapshot = "snapshot";
    public const string Complete = "complete";
    public const string Fail = "fail";
    public const string Release = "release";

    /// <summary>What may be written about an attempt: the last parts of the routes.</summary>
    public static IReadOnlyList<string> Writes { get; } = [Report, Snapshot, Complete, Fail, Release];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (attemptId, nodeId) = (context.HttpContext.GetRouteValue("attemptId") as string, context.HttpContext.User.NodeId());
        Activity.Current?.SetTag(JobTrace.AttemptId, attemptId).SetTag(JobTrace.NodeId, nodeId);
        using var fields = logger.BeginScope(new Dictionary<string, object?> { ["AttemptId"] = attemptId, ["NodeId"] = nodeId });
        try
        {
            return await next(context);
        }
        catch (RefusedException refusal) when (refusal.Problem.Code == RefusedException.StaleLeaseCode)
        {
            if (WriteOf(context.HttpContext) is { } write) meter.Stale(write);
            throw;
        }
    }

    /// <summary>By the route, not by the path: that one is the caller's to spell.</summary>
    private static string? WriteOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.PathSegments: [.., { Parts: [RoutePatternLiteralPart word] }] } ? word.Content : null;
}
