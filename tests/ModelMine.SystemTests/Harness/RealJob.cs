using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.SystemTests.Harness;

/// <summary>Jobs on a <see cref="RealNetwork"/>, watched as a user watches them.</summary>
internal static class RealJob
{
    /// <summary>Submits the job and waits for an event.</summary>
    public static async Task<JobDetail> RunAsync(RealNetwork network, string config, JobEventType until)
    {
        var submitted = await network.User.SubmitAsync(new SubmitJobRequest { Title = "To be disturbed", Config = JsonElement.Parse(config) });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await foreach (var happened in network.User.FollowAsync(submitted.Id, cancellationToken: patience.Token))
        {
            happened.Type.ShouldNotBe(JobEventType.Failed, $"{happened.Message}\n{network.Logs()}");
            if (happened.Type == until) break;
        }

        return await network.User.JobAsync(submitted.Id);
    }

    /// <summary>Follows the job to its end, which must be a good one.</summary>
    public static async Task<JobDetail> CompletionAsync(RealNetwork network, string jobId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var seen = 0L;
        await foreach (var happened in network.User.FollowAsync(jobId, cancellationToken: patience.Token))
        {
            happened.Seq.ShouldBe(++seen, "a follower sees each event once, in order, across reconnects");
            if (happened.Status.IsTerminal()) break;
        }

        var job = await network.User.JobAsync(jobId);
        job.Status.ShouldBe(JobStatus.Completed, $"{job.FailureReason}\n{network.Logs()}");
        return job;
    }
}
