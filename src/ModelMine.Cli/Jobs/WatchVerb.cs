using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary><c>watch</c>: follows a job live until it ends.</summary>
internal static class WatchVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var id = JobIdLookup.NewArgument();
        return new Verb(surroundings, "watch", "Follow a job live until it ends.", async (call, cancellationToken) =>
        {
            var jobId = await JobIdLookup.FindAsync(call, call.Arguments.GetRequiredValue(id), cancellationToken);
            return await FollowAsync(call, jobId, cancellationToken);
        })
        {
            id,
        };
    }

    /// <summary>Shows the job's events as they come; the exit code tells how it ended.</summary>
    public static async Task<int> FollowAsync(VerbCall call, string jobId, CancellationToken cancellationToken)
    {
        var job = await call.Api.JobAsync(jobId, cancellationToken);
        if (!job.Status.IsTerminal())
        {
            try
            {
                await ShowAsync(call, job, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !call.Json)
            {
                call.Console.WriteLine($"The job goes on. Follow it again with: {call.Program} watch {jobId}");
                throw;
            }

            job = await call.Api.JobAsync(jobId, cancellationToken);
        }

        return WatchOutcome.Report(call, job);
    }

    private static async Task ShowAsync(VerbCall call, JobDetail job, CancellationToken cancellationToken)
    {
        if (call is { Json: false, Surroundings.IsTerminal: true })
        {
            await WatchScreen.ShowAsync(call, job, Events, cancellationToken);
            return;
        }

        var lines = new WatchLines(call.Surroundings);
        if (!call.Json) lines.Begin(job);
        await foreach (var jobEvent in Events(e => call.Surroundings.Error.WriteLine(Lost(e))))
        {
            if (call.Json) call.PrintJsonLine(jobEvent);
            else lines.Add(jobEvent);
        }

        IAsyncEnumerable<JobEvent> Events(Action<Exception?> reconnecting) =>
            call.Api.FollowAsync(job.Id, job.LastEventSeq, new FollowOptions { Reconnecting = reconnecting }, cancellationToken);
    }

    public static string Lost(Exception? failure) => failure is null
        ? "The server closed the connection; connecting again."
        : $"The connection broke ({failure.Message}); connecting again.";
}
