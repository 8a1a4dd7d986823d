using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Live;

/// <summary>
/// Jobs as they happen, over SignalR: call <c>Follow(jobId, afterSeq)</c>, and receive a <see cref="JobEvent"/> at
/// <c>job:{jobId}:progress</c> for each event after that number, in order, each once.
/// </summary>
/// <param name="queries">Knows whose a job is.</param>
/// <param name="feed">The events.</param>
/// <param name="clients">Reaches the connection after a call has ended.</param>
/// <param name="logger">The log.</param>
[Authorize(Policy = AuthPolicies.Read)]
public sealed partial class LiveHub(JobQueries queries, JobFeed feed, IHubContext<LiveHub> clients, ILogger<LiveHub> logger) : Hub
{
    private const int MostFollows = 200;
    private static readonly object FollowsKey = new();

    /// <summary>Begins to follow a job. A second call for the same job takes the place of the first.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="afterSeq">Number of the last event already seen; 0 for all.</param>
    /// <exception cref="HubException">The caller has no such job.</exception>
    public async Task Follow(string jobId, long afterSeq)
    {
        if (await queries.OwnerAsync(jobId, Context.ConnectionAborted) != Context.User!.UserId()) throw new HubException("no such job");
        if (Follows.Count >= MostFollows && !Follows.ContainsKey(jobId)) throw new HubException($"A connection follows at most {MostFollows} jobs.");
        Unfollow(jobId);
        var end = CancellationTokenSource.CreateLinkedTokenSource(Context.ConnectionAborted);
        Follows[jobId] = end;
        _ = SendAsync(jobId, afterSeq, Follows, end, Context, clients.Clients.Client(Context.ConnectionId));
    }

    /// <summary>Ends it.</summary>
    /// <param name="jobId">The job.</param>
    public void Unfollow(string jobId)
    {
        if (!Follows.TryRemove(jobId, out var end)) return;
        end.Cancel();
        end.Dispose();
    }

    private ConcurrentDictionary<string, CancellationTokenSource> Follows
    {
        get
        {
            if (Context.Items.TryGetValue(FollowsKey, out var follows)) return (ConcurrentDictionary<string, CancellationTokenSource>)follows!;
            var made = new ConcurrentDictionary<string, CancellationTokenSource>(StringComparer.Ordinal);
            Context.Items[FollowsKey] = made;
            return made;
        }
    }

    private async Task SendAsync(
        string jobId, long afterSeq, ConcurrentDictionary<string, CancellationTokenSource> follows, CancellationTokenSource end,
        HubCallerContext connection, IClientProxy client)
    {
        var ended = end.Token;
        try
        {
            var method = $"job:{jobId}:progress";
            await foreach (var jobEvent in feed.FollowAsync(jobId, afterSeq, ended)) await client.SendAsync(method, jobEvent, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Unfollowed, or the connection is gone.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A closed connection is one that the client makes anew, and follows from where it was.
            LogBroken(jobId, error);
            connection.Abort();
        }
        finally
        {
            if (follows.TryRemove(new(jobId, end))) end.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending the events of {JobId} broke off; its connection is closed.")]
    private partial void LogBroken(string jobId, Exception error);
}
