using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Load;

/// <summary>One job as its owner lives through it: submits it until that is acknowledged, perhaps again, follows it, calls it off.</summary>
/// <param name="record">Remembers what was promised.</param>
/// <param name="tally">Counts.</param>
internal sealed class JobLife(RunRecord record, Tally tally)
{
    /// <summary>Jobs that are watched, by those whose connection broke and was made anew.</summary>
    public const string FeedCaughtUp = "watchers that caught up";

    private static readonly FollowOptions Following = new() { SilenceTimeout = TimeSpan.FromSeconds(25), FirstPause = TimeSpan.FromSeconds(0.2), LongestPause = TimeSpan.FromSeconds(1) };

    /// <summary>How long each submit took until it was acknowledged, seconds.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<double> SubmitSeconds { get; } = [];

    /// <summary>Lives it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="user">Its owner's name.</param>
    /// <param name="api">The owner's way to the servers.</param>
    /// <param name="cancellation">The run is over.</param>
    public async Task LiveAsync(PlannedJob job, string user, UserApiClient api, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var id = await SubmitAsync(job, user, api, cancellation);
        SubmitSeconds.Enqueue(Stopwatch.GetElapsedTime(began).TotalSeconds);
        await Task.WhenAll(
            job.IsWatched ? WatchAsync(id, api, cancellation) : Task.CompletedTask,
            job.SubmittedTwice ? SubmitAsync(job, user, api, cancellation) : Task.CompletedTask,
            job.CanceledAfter is { } after ? CancelAsync(id, after, api, cancellation) : Task.CompletedTask);
    }

    private async Task<string> SubmitAsync(PlannedJob job, string user, UserApiClient api, CancellationToken cancellation)
    {
        var request = Request(job);
        var key = $"{user} {job.Number} {job.StubSeed}";
        var answer = await Insistence.AskAsync(token => api.SubmitAsync(request, key, token), cancellation);
        var acknowledged = new AcknowledgedSubmit(key, user, JsonSerializer.Serialize(request, ModelMineJson.Options), answer.Id, TimeProvider.System.GetUtcNow());
        var first = record.Submits.GetOrAdd(key, acknowledged);
        if (first.JobId != answer.Id) record.Contradictions.Enqueue($"The submit {key} made {first.JobId}, and sent again {answer.Id}.");
        return answer.Id;
    }

    private async Task CancelAsync(string id, TimeSpan after, UserApiClient api, CancellationToken cancellation)
    {
        await Task.Delay(after, TimeProvider.System, cancellation);
        try
        {
            var answer = await Insistence.AskAsync(token => api.CancelAsync(id, token), cancellation);
            record.Cancels.Enqueue(new AcknowledgedCancel(id, answer.Status.ToString().ToUpperInvariant(), TimeProvider.System.GetUtcNow()));
            tally.Add("cancels taken");
        }
        catch (ApiException refusal) when (refusal.Status == HttpStatusCode.Conflict)
        {
            tally.Add("cancels that came too late");
        }
    }

    private async Task WatchAsync(string id, UserApiClient api, CancellationToken cancellation)
    {
        var seqs = new List<long>();
        var (connections, last, end) = (1, "", false);
        try
        {
            while (!end)
            {
                var options = Following with { Reconnecting = _ => connections++ };
                try
                {
                    await foreach (var happened in api.FollowAsync(id, seqs.LastOrDefault(), options, cancellation))
                    {
                        seqs.Add(happened.Seq);
                        (last, end) = (happened.Status.ToString().ToUpperInvariant(), happened.Status.IsTerminal());
                    }
                }
                catch (Exception error) when (error is HttpRequestException or IOException or ApiException { Status: >= HttpStatusCode.InternalServerError })
                {
                    // The first connection was not to be had: the client leaves that to its caller.
                    connections++;
                    await Task.Delay(Following.FirstPause, TimeProvider.System, cancellation);
                }
            }

            if (connections > 1) tally.Add(FeedCaughtUp);
        }
        catch (InvalidDataException gap)
        {
            record.Contradictions.Enqueue($"A watcher of {id}: {gap.Message}");
        }
        catch (OperationCanceledException)
        {
            // The run is over; what was seen counts.
        }

        record.Feeds.Enqueue(new WatchedFeed(id, seqs, connections, last, end));
    }

    private static SubmitJobRequest Request(PlannedJob job) => new()
    {
        Title = $"Chaos {job.Number}",
        TokenStake = job.Stake,
        Priority = job.Priority,
        Config = JsonElement.Parse($$"""{"modelType":"mlp","dataset":"mnist","epochs":1,"batchSize":64,"learningRate":0.001,"seed":{{job.StubSeed}}}"""),
    };
}
