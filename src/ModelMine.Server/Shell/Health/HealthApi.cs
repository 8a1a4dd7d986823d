using Microsoft.AspNetCore.Http.HttpResults;

namespace ModelMine.Server.Shell.Health;

/// <summary>Tells whether the server lives, and whether it can serve.</summary>
internal static class HealthApi
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder api)
    {
        var health = api.MapGroup(Core.Contracts.Routes.Health).WithTags("Health").AllowAnonymous();
        health.MapGet("", () => TypedResults.Ok(HealthView.Well)).WithSummary("Alive: always 200 as long as the process runs.");
        health.MapGet("ready", ReadyAsync).WithSummary("Ready: 200 when requests can be served, else 503 with what is missing.");
        return api;
    }

    private static async Task<JsonHttpResult<HealthView>> ReadyAsync(Readiness readiness, CancellationToken cancellation)
    {
        var view = await readiness.CheckAsync(cancellation);
        return TypedResults.Json(view, statusCode: view.Status == HealthView.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
