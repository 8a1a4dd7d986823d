using System.CommandLine;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary><c>jobs</c>: the user's jobs.</summary>
internal static class JobsVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var status = new Option<JobStatus?>("--status")
        {
            Description = "Only jobs in this state: pending, running, completed, failed, canceled.",
            HelpName = "STATUS",
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (Enum.TryParse<JobStatus>(word, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed)) return parsed;
                result.AddError($"\"{word}\" is no state of a job: pending, running, completed, failed, canceled.");
                return null;
            },
        };
        return new Verb(surroundings, "jobs", "List your jobs, newest first.", async (call, cancellationToken) =>
        {
            var jobs = new List<JobSummary>();
            await foreach (var job in call.Api.AllJobsAsync(call.Arguments.GetValue(status), cancellationToken)) jobs.Add(job);
            call.Print(jobs, console => Draw(console, jobs, surroundings));
            return ExitCode.Success;
        })
        {
            status,
        };
    }

    private static void Draw(IAnsiConsole console, List<JobSummary> jobs, Surroundings surroundings)
    {
        if (jobs.Count == 0)
        {
            console.WriteLine($"No jobs. Submit one with: {surroundings.Program} examples print mnist-mlp | {surroundings.Program} submit -");
            return;
        }

        var table = Terminal.NewTable("ID", "STATUS", "TITLE", "MODEL", "DATA", "PROGRESS", "STAKE", "SUBMITTED");
        foreach (var job in jobs)
        {
            table.AddRow(
                job.Id,
                JobWords.Colored(job.Status),
                Markup.Escape(job.Title),
                Markup.Escape(job.ModelType),
                Markup.Escape(job.Dataset),
                Markup.Escape(JobWords.Standing(job)),
                Say.Count(job.TokenStake),
                Say.Ago(job.CreatedAt, surroundings.Time));
        }

        console.Write(table);
    }
}
