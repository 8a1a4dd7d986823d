using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Problems;
using ModelMine.Server.Shell.Wire;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Machines;

namespace ModelMine.Simulator.Net;

/// <summary>Brings requests to the shipped code behind the routes, and what it returns or throws to an answer, as the API does.</summary>
/// <param name="cluster">The servers.</param>
/// <param name="books">Hears of code that broke.</param>
/// <param name="paths">What came to pass.</param>
internal sealed class ServerRoutes(Cluster cluster, Books books, Paths paths)
{
    /// <summary>Answers.</summary>
    public async Task<Answer> AnswerAsync(SimulatedServer server, Call call, CancellationToken cancellation)
    {
        try
        {
            return await RouteAsync(server, call, call.Path.Split('/'), cancellation);
        }
        catch (RefusedException refusal)
        {
            if (refusal.Problem.Code is "stale_lease" or "already_finished" or "settled_otherwise" or "maintenance_changed") paths.Count($"refused: {refusal.Problem.Code}");
            return Answer.Of(refusal.Problem);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new Answer(499, []);
        }
        catch (Exception error) when (DatabaseProblems.Of(error) is { } outage)
        {
            paths.Count($"answered 503: {outage.Code}");
            return Answer.Of(outage);
        }
        catch (Exception error) when (DatabaseFaults.IsCollision(error) || DatabaseFaults.IsOutrun(error))
        {
            paths.Count("collided for good");
            return new Answer(500, []);
        }
        catch (Exception error)
        {
            books.Broke(server.Actor, error);
            return new Answer(500, []);
        }
    }

    private async Task<Answer> RouteAsync(SimulatedServer server, Call call, string[] path, CancellationToken cancellation) => (call.Method, path) switch
    {
        (_, ["nodes", "heartbeat"]) => Answer.Of(await server.Get<TakeHeartbeat>().ExecuteAsync(call.Caller, Read<HeartbeatRequest>(call), cancellation)),
        (_, ["nodes", "claim"]) => Answer.Of(await server.Get<ClaimWork>().ExecuteAsync(call.Caller, Read<ClaimRequest>(call), cancellation)),
        (_, ["nodes", "watch"]) => Answer.Of(await server.Get<WatchLeases>().ExecuteAsync(call.Caller, Read<WatchRequest>(call), cancellation)),
        (_, ["nodes", "attempts", var attempt, var verb]) => await WriteAsync(server, call, attempt, verb, cancellation),
        (_, ["nodes", "blobs", var digest]) => await BlobAsync(server, call, digest),
        (_, ["nodes"]) => Answer.Of(await server.Get<NodeQueries>().ListAsync(call.Caller, cancellation)),
        ("DELETE", ["nodes", var node, "maintenance"]) => Answer.Of(
            await server.Get<NodeMaintenance>().EndAsync(call.Caller, node, IfMatch.Version(call.Header("If-Match")), cancellation)),
        (_, ["nodes", var node, "maintenance"]) => Answer.Of(
            await server.Get<NodeMaintenance>().BeginAsync(call.Caller, node, Read<MaintenanceRequest>(call).Mode, IfMatch.Version(call.Header("If-Match")), cancellation)),
        (_, ["jobs"]) => Answer.Of((await server.Get<SubmitJob>().ExecuteAsync(call.Caller, Read<SubmitJobRequest>(call), Key(call), cancellation)).Job),
        (_, ["jobs", var job, "cancel"]) => Answer.Of(await server.Get<CancelJob>().ExecuteAsync(call.Caller, job, cancellation)),
        (_, ["jobs", var job, "retry"]) => Answer.Of(await server.Get<RetryJob>().ExecuteAsync(call.Caller, job, Key(call), cancellation)),
        _ => new Answer(404, []),
    };

    private static async Task<Answer> WriteAsync(SimulatedServer server, Call call, string attempt, string verb, CancellationToken cancellation) => verb switch
    {
        "report" => Answer.Of(await server.Get<TakeReport>().ExecuteAsync(call.Caller, attempt, Read<AttemptReport>(call), cancellation)),
        "snapshot" => await DoneAsync(server.Get<TakeSnapshot>().ExecuteAsync(call.Caller, attempt, Read<SnapshotReport>(call), cancellation)),
        "complete" => Answer.Of(await server.Get<CompleteAttempt>().ExecuteAsync(call.Caller, attempt, Read<CompletionReport>(call), cancellation)),
        "fail" => await DoneAsync(server.Get<GiveBackAttempt>().FailAsync(call.Caller, attempt, Read<FailureReport>(call), cancellation)),
        _ => await DoneAsync(server.Get<GiveBackAttempt>().ReleaseAsync(call.Caller, attempt, Read<ReleaseReport>(call), cancellation)),
    };

    private async Task<Answer> BlobAsync(SimulatedServer server, Call call, string digest)
    {
        var stored = cluster.Blobs.Find(digest);
        if (call.Method == "HEAD") return new Answer(stored is null ? 404 : 200, [], stored?.Length ?? 0);
        if (call.Method == "GET") return stored is null ? new Answer(404, []) : new Answer(200, stored);
        await server.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"""
            INSERT INTO blobs (digest, size, created_at) VALUES ({digest}, {call.Body.Length}, now_ms()) ON CONFLICT DO NOTHING
            """));
        cluster.Blobs.Add(digest, call.Body);
        return new Answer(204, [], call.Body.Length);
    }

    private static T Read<T>(Call call) => JsonSerializer.Deserialize<T>(call.Body, ModelMineJson.Options)!;

    private static string? Key(Call call) => call.Header("Idempotency-Key");

    private static async Task<Answer> DoneAsync(Task write)
    {
        await write;
        return Answer.Done;
    }
}
