using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
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
        api.MapGet(Routes.Events("{id}"), Events).WithTags("Jobs").RequireAuthorization(AuthPolicies.Read)
            .Produces<IReadOnlyList<JobEvent>>(200, "application/json", "text/event-stream").Produces(204);
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
        string id, HttpContext context, ClaimsPrincipal user, JobFeed feed, JobHistory history, TimeProvider time,
        IHostApplicationLifetime lifetime, CancellationToken cancellation,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null, long after = 0)
    {
        var standing = await feed.StandingAsync(id, cancellation);
        if (standing is null || standing.UserId != user.UserId()) throw RefusedException.NotFound("job");
        if (long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var resumed)) after = resumed;
        if (WantsList(context.Request))
            return TypedResults.Ok(await history.EventsAsync(id, after, LongestList, cancellation));

        // A browser connects again whenever a stream ends, unless the answer is 204.
        if (standing.Status.IsTerminal() && after >= standing.LastEventSeq) return TypedResults.NoContent();
        return TypedResults.ServerSentEvents(StreamAsync(feed.FollowAsync(id, after, cancellation), time, lifetime.ApplicationStopping));
    }

    private static bool WantsList(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == "application/json") && accepted.All(type => type.MediaType != "text/event-stream");
    }

    /// <summary>Ends the stream when the server stops, so that it does not wait for those who watch.</summary>
    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        IAsyncEnumerable<JobEvent> events, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        await using var items = events.ToServerSentEvents(time, ended.Token).GetAsyncEnumerator(ended.Token);
        while (true)
        {
            try
            {
                if (!await items.MoveNextAsync()) yield break;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                yield break;
            }

            yield return items.Current;
        }
    }
}
