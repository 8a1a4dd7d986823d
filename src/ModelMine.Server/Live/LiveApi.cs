using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Lifetime;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Live;

/// <summary>Jobs as they happen: server-sent events, and the SignalR hub.</summary>
public static class LiveApi
{
    private const int LongestList = 1000;

    /// <summary>Maps the events of a job.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder api)
    {
        api.MapGet(Routes.Events("{id}"), Events).WithTags("Jobs").RequireAuthorization(AuthPolicies.Read).EndWithServer()
            .Produces<IReadOnlyList<JobEvent>>(200, "application/json", "text/event-stream").Produces(204)
            .WithSummary("A job's events as they happen; resumes by Last-Event-ID. With Accept: application/json a list.");
        return api;
    }

    /// <summary>Maps the hub, at the same path on each port.</summary>
    /// <param name="app">The server.</param>
    public static IEndpointRouteBuilder MapLiveHub(this IEndpointRouteBuilder app)
    {
        app.MapHub<LiveHub>($"/{Routes.LiveHub}");
        return app;
    }

    private static async Task<IResult> Events(
        string id, HttpContext context, ClaimsPrincipal user, JobFeed feed, JobHistory history, TimeProvider time, CancellationToken cancellation,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null, long after = 0)
    {
        var standing = await feed.StandingAsync(id, cancellation);
        if (standing is null || standing.UserId != user.UserId()) throw RefusedException.NotFound("job");
        if (long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var resumed)) after = resumed;
        if (WantsList(context.Request))
            return TypedResults.Ok(await history.EventsAsync(id, after, LongestList, cancellation));

        // A browser connects again whenever a stream ends, unless the answer is 204.
        if (standing.Status.IsTerminal() && after >= standing.LastEventSeq) return TypedResults.NoContent();
        return TypedResults.ServerSentEvents(feed.FollowAsync(id, after, cancellation).ToServerSentEvents(time, cancellation));
    }

    private static bool WantsList(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == "application/json") && accepted.All(type => type.MediaType != "text/event-stream");
    }
}
