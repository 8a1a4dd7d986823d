using System.CommandLine;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary><c>submit</c>: a config file becomes a job.</summary>
internal static class SubmitVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "JSON file with the job config, or - for standard input.", HelpName = "FILE" };
        var title = new Option<string?>("--title") { Description = "A name for people; the file's name when left out.", HelpName = "TEXT" };
        var description = new Option<string?>("--description") { Description = "What is trained and why.", HelpName = "TEXT" };
        var stake = new Option<long?>("--stake") { Description = "Tokens at stake; 100 when left out.", HelpName = "N" };
        var priority = new Option<int?>("--priority") { Description = "1 (last) to 99 (first); 50 when left out.", HelpName = "N" };
        var require = RequireOption.Create();
        var watch = new Option<bool>("--watch") { Description = "Follow the job until it ends." };
        var key = new Option<string?>("--idempotency-key") { Description = "Names this submission: sent again with the same, it gives the same job.", HelpName = "KEY" };
        return new Verb(surroundings, "submit", "Submit a job config for training.", async (call, cancellationToken) =>
        {
            var arguments = call.Arguments;
            var name = arguments.GetRequiredValue(file);
            var request = new SubmitJobRequest
            {
                Title = arguments.GetValue(title) ?? (name == "-" ? "Job from standard input" : Path.GetFileNameWithoutExtension(name)),
                Description = arguments.GetValue(description),
                Config = await ConfigFile.ReadAsync(name, surroundings, cancellationToken),
                TokenStake = arguments.GetValue(stake),
                Priority = arguments.GetValue(priority),
                Requires = RequireOption.Read(arguments.GetValue(require)),
            };
            // A key of our own makes a repetition after a broken connection harmless.
            var job = await call.Api.SubmitAsync(request, arguments.GetValue(key) ?? Guid.NewGuid().ToString("N"), cancellationToken);
            return await SubmittedAsync(call, job, arguments.GetValue(watch), cancellationToken);
        })
        {
            file, title, description, stake, priority, require, watch, key,
        };
    }

    /// <summary>Says which job there is now, and follows it if asked to.</summary>
    public static Task<int> SubmittedAsync(VerbCall call, JobDetail job, bool watch, CancellationToken cancellationToken)
    {
        if (watch)
        {
            if (!call.Json) call.Console.WriteLine($"Submitted {job.Id}.");
            return WatchVerb.FollowAsync(call, job.Id, cancellationToken);
        }

        call.Print(job, console =>
        {
            console.WriteLine($"Submitted {job.Id}: {job.Title} ({job.ModelType} on {job.Dataset}, {Say.Count(job.TokenStake)} tokens at stake).");
            console.WriteLine($"Follow it with: {call.Program} watch {job.Id}");
        });
        return Task.FromResult(ExitCode.Success);
    }
}
