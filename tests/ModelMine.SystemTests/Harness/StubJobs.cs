using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.SystemTests.Harness;

/// <summary>A network whose trainers are stubs, and the jobs that tell them what to do.</summary>
internal static class StubJobs
{
    /// <summary>The agents' environment.</summary>
    public static Dictionary<string, string> Environment() => new() { ["MODELMINE_LAB_TRAINER"] = Programs.StubTrainer };

    /// <summary>Submits a job.</summary>
    /// <param name="network">Where.</param>
    /// <param name="seed">What its stub does: behaviour × 1000 + tenths of a second of work.</param>
    /// <param name="title">Its title.</param>
    public static Task<JobDetail> SubmitAsync(RealNetwork network, int seed, string title = "A stub") => network.User.SubmitAsync(new SubmitJobRequest
    {
        Title = title, TokenStake = 10, Config = JsonElement.Parse($$"""{"modelType":"mlp","dataset":"mnist","epochs":1,"batchSize":64,"learningRate":0.001,"seed":{{seed}}}"""),
    });

    /// <summary>Follows a job until it is terminal, good or bad.</summary>
    /// <param name="network">Where.</param>
    /// <param name="jobId">The job.</param>
    public static async Task<JobDetail> EndAsync(RealNetwork network, string jobId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var happened in network.User.FollowAsync(jobId, cancellationToken: patience.Token))
            if (happened.Status.IsTerminal()) break;
        return await network.User.JobAsync(jobId, patience.Token);
    }

    /// <summary>Follows a job until something happens.</summary>
    /// <param name="network">Where.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="what">What.</param>
    public static async Task<JobEvent> UntilAsync(RealNetwork network, string jobId, Predicate<JobEvent> what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var happened in network.User.FollowAsync(jobId, cancellationToken: patience.Token))
            if (what(happened)) return happened;
        throw new InvalidOperationException($"It never came to that.\n{network.Logs()}");
    }
}
