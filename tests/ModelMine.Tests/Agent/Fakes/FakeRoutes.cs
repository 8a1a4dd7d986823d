using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ModelMine.Core.Contracts;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>The node routes, with the fences of the real ones.</summary>
internal static class FakeRoutes
{
    public static void Map(IEndpointRouteBuilder api, FakeNetwork network, CancellationToken dead)
    {
        api.MapPost(Routes.Enrol, (EnrolRequest request) => network.Write(n =>
        {
            if (request.Code != FakeNetwork.Code || n.CodeUsed) return Problem(403, "bad_join_code", "This join code is not good.");
            (n.CodeUsed, n.Enrolled) = (true, request);
            return Results.Ok(new EnrolResponse(FakeNetwork.NodeId, FakeNetwork.Token));
        }));
        var nodes = api.MapGroup("nodes").AddEndpointFilter(async (context, next) => IsKnown(context.HttpContext, network)
            ? await next(context)
            : Problem(401, "unknown_token", "No node has this token."));
        nodes.MapPost("heartbeat", (HeartbeatRequest request) => network.Write(n =>
        {
            n.Heartbeats.Add(request);
            n.Took("heartbeat");
            return Results.Ok(new HeartbeatResponse(n.LeaseSeconds, Lost(n, request.Attempts), n.GiveBack, n.ServerVersion));
        }));
        nodes.MapPost("claim", (ClaimRequest request, HttpContext context) => ClaimAsync(network, request, Alive(context, dead)));
        nodes.MapPost("watch", (WatchRequest request, HttpContext context) => WatchAsync(network, request, Alive(context, dead)));
        var attempt = nodes.MapGroup("attempts/{id}");
        attempt.MapPost("report", (string id, AttemptReport report) => Fenced(network, id, report.LeaseEpoch, "report", (n, a) => Take(n, a, report)));
        attempt.MapPost("snapshot", (string id, SnapshotReport report) => Fenced(network, id, report.LeaseEpoch, "snapshot", (n, a) =>
        {
            if (!n.Blobs.ContainsKey(report.Snapshot.Digest)) return Problem(422, "no_blob", "The blob is not there.");
            a.Snapshots.Add(report.Snapshot);
            return Results.NoContent();
        }));
        attempt.MapPost("complete", (string id, CompletionReport report) => network.Write(n =>
        {
            n.Took($"complete {id}");
            var a = n.Attempts[id];
            if (a.Completion is null && (a.IsOver || a.Epoch != report.LeaseEpoch)) return Stale();
            if (!n.Blobs.ContainsKey(report.Result.WeightsDigest)) return Problem(422, "no_blob", "The weights are not there.");
            a.Completion = report;
            return Results.Ok(new CompletionReceipt(1, 80));
        }));
        attempt.MapPost("fail", (string id, FailureReport report) => Fenced(network, id, report.LeaseEpoch, "fail", (_, a) =>
        {
            a.Failure = report;
            return Results.NoContent();
        }));
        attempt.MapPost("release", (string id, ReleaseReport report) => Fenced(network, id, report.LeaseEpoch, "release", (_, a) =>
        {
            a.Released = true;
            return Results.NoContent();
        }));
        FakeBlobRoutes.Map(nodes.MapGroup("blobs"), network);
    }

    public static IResult Problem(int status, string code, string title) =>
        Results.Json(new Problem { Title = title, Status = status, Code = code, Detail = "What to do." }, ModelMineJson.Options, "application/problem+json", status);

    private static IResult Take(FakeNetwork network, FakeAttempt attempt, AttemptReport report)
    {
        attempt.ReportsSeen++;
        if (report.ReportSeq > attempt.LastSeq)
        {
            attempt.LastSeq = report.ReportSeq;
            attempt.Progress = report.Progress ?? attempt.Progress;
            attempt.Logs.AddRange(report.Logs);
            foreach (var series in report.Metrics)
                attempt.Points.AddRange(series.Steps.Zip(series.Values, (step, value) => (series.Name, step, value)));
        }

        return Results.Ok(new LeaseRenewal(network.LeaseSeconds));
    }

    private static IResult Fenced(FakeNetwork network, string id, long epoch, string verb, Func<FakeNetwork, FakeAttempt, IResult> write) => network.Write(n =>
    {
        n.Took($"{verb} {id}");
        if (!n.Attempts.TryGetValue(id, out var attempt)) return Problem(404, "not_found", "There is no such attempt.");
        return attempt.IsOver || attempt.Epoch != epoch ? Stale() : write(n, attempt);
    });

    private static async Task<IResult> ClaimAsync(FakeNetwork network, ClaimRequest request, CancellationToken alive)
    {
        network.Write(n =>
        {
            n.ClaimsSeen.Add(request);
            n.Took("claim");
            return 0;
        });
        try
        {
            while (true)
            {
                await network.UntilAsync(n => n.Pending.Count > 0, alive);
                var grants = network.Write(n =>
                {
                    var taken = new List<AttemptGrant>();
                    while (taken.Count < request.FreeSlots && n.Pending.TryDequeue(out var grant)) taken.Add(grant);
                    return taken;
                });
                if (grants.Count > 0) return Results.Ok(new ClaimResponse(grants));
            }
        }
        catch (OperationCanceledException)
        {
            return Results.StatusCode(503);
        }
    }

    private static async Task<IResult> WatchAsync(FakeNetwork network, WatchRequest request, CancellationToken alive)
    {
        try
        {
            await network.UntilAsync(n => Lost(n, request.Attempts).Count > 0, alive);
            return Results.Ok(new WatchResponse(network.Read(n => Lost(n, request.Attempts))));
        }
        catch (OperationCanceledException)
        {
            return Results.StatusCode(503);
        }
    }

    private static List<LostAttempt> Lost(FakeNetwork network, IReadOnlyList<HeldAttempt> held) =>
    [
        .. held.Where(h => !network.Attempts.TryGetValue(h.AttemptId, out var a) || a.IsOver)
            .Select(h => new LostAttempt(h.AttemptId, network.Attempts.GetValueOrDefault(h.AttemptId)?.WhyLost ?? "the attempt is over")),
    ];

    private static bool IsKnown(HttpContext context, FakeNetwork network) =>
        network.Read(n => !n.TokenRevoked) && context.Request.Headers.Authorization == $"Bearer {FakeNetwork.Token}";

    private static IResult Stale() => Problem(409, "stale_lease", "The lease is held no longer.");

    private static CancellationToken Alive(HttpContext context, CancellationToken dead) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, dead).Token;
}
