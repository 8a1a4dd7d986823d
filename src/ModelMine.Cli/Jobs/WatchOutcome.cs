using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary>What is said, and the exit code, when a watched job has ended.</summary>
internal static class WatchOutcome
{
    public static int Report(VerbCall call, JobDetail job)
    {
        if (call.Json) call.PrintJsonLine(job);
        else Draw(call, call.Console, job);
        return job.Status is JobStatus.Completed ? ExitCode.Success : ExitCode.JobFailed;
    }

    private static void Draw(VerbCall call, IAnsiConsole console, JobDetail job)
    {
        console.MarkupLine($"{JobWords.Colored(job.Status)}  {Markup.Escape(job.Title)}  [dim]{job.Id}[/]");
        if (job.Result is { } result)
        {
            console.WriteLine(JobWords.Result(result));
            console.WriteLine($"Weights: {call.Program} download {job.Id}   ({Say.Bytes(result.WeightsBytes)}, SHA-256 {result.WeightsDigest})");
        }
        else if (job.FailureReason is { Length: > 0 } reason)
        {
            console.WriteLine(reason);
        }
    }
}
