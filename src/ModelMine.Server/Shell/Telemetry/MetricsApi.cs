using System.Net;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Problems;

namespace ModelMine.Server.Shell.Telemetry;

/// <summary>This server's measurements, as Prometheus reads them.</summary>
internal static class MetricsApi
{
    public const string Path = "/metrics";

    /// <summary>Maps <c>GET /metrics</c>, unless it is off.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        var access = api.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>().Value.Prometheus;
        if (access == PrometheusAccess.Off) return;
        api.MapPrometheusScrapingEndpoint(
            Path, meterProvider: null, configureBranchedPipeline: scrape => scrape.Use((context, next) => AnswerAsync(context, next, access)), optionsName: null).AllowAnonymous();
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate next, PrometheusAccess access) =>
        access == PrometheusAccess.Open || IsOfThisMachine(context) ? next(context) : ProblemAnswer.WriteAsync(context, new Problem
        {
            Status = StatusCodes.Status403Forbidden, Code = "metrics_are_local", Title = "Metrics are given to programs on the server's own machine only.",
            Detail = $"Whoever runs the server can open them: {TelemetryOptions.Section}:{nameof(TelemetryOptions.Prometheus)} = open.",
        });

    /// <summary>A proxy on this machine asks for others.</summary>
    private static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Original-For");
}
