using System.CommandLine;
using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Jobs;

/// <summary><c>logs</c>: what the trainer wrote.</summary>
internal static class LogsVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var id = JobIdLookup.NewArgument();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on as new lines come, until the job ends." };
        return new Verb(surroundings, "logs", "Print a job's log.", async (call, cancellationToken) =>
        {
            var jobId = await JobIdLookup.FindAsync(call, call.Arguments.GetRequiredValue(id), cancellationToken);
            // The job's newest event is read first: lines that come meanwhile are then in the log, in the events, or in both.
            var job = await call.Api.JobAsync(jobId, cancellationToken);
            var last = await PrintLogAsync(call, jobId, 0, cancellationToken);
            if (!call.Arguments.GetValue(follow) || job.Status.IsTerminal()) return ExitCode.Success;

            await foreach (var jobEvent in call.Api.FollowAsync(jobId, job.LastEventSeq, cancellationToken: cancellationToken))
                if (jobEvent.Logs is { Count: > 0 })
                    last = await PrintLogAsync(call, jobId, last, cancellationToken);
            await PrintLogAsync(call, jobId, last, cancellationToken);
            return ExitCode.Success;
        })
        {
            id, follow,
        };
    }

    private static async Task<long> PrintLogAsync(VerbCall call, string jobId, long after, CancellationToken cancellationToken)
    {
        while (await call.Api.LogsAsync(jobId, after, 1000, cancellationToken) is { Count: > 0 } lines)
        {
            foreach (var line in lines) Print(call, line);
            after = lines[^1].Line;
        }

        return after;
    }

    private static void Print(VerbCall call, LogLine line)
    {
        if (call.Json)
        {
            call.PrintJsonLine(line);
            return;
        }

        var level = line.Level == "info" ? "" : $"{line.Level}: ";
        call.Surroundings.Out.WriteLine($"{line.At.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {level}{line.Message}");
        call.Surroundings.Out.Flush();
    }
}
