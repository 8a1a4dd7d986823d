using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary><c>show</c>: all that is known of a job.</summary>
internal static class ShowVerb
{
    private static readonly JsonSerializerOptions Indented = new(ModelMineJson.Options) { WriteIndented = true };

    public static Verb Create(Surroundings surroundings)
    {
        var id = JobIdLookup.NewArgument();
        return new Verb(surroundings, "show", "Show a job: its config, attempts, result, tokens.", async (call, cancellationToken) =>
        {
            var jobId = await JobIdLookup.FindAsync(call, call.Arguments.GetRequiredValue(id), cancellationToken);
            var job = await call.Api.JobAsync(jobId, cancellationToken);
            call.Print(job, console => Draw(console, job, surroundings.Time));
            return ExitCode.Success;
        })
        {
            id,
        };
    }

    private static void Draw(IAnsiConsole console, JobDetail job, TimeProvider time)
    {
        console.MarkupLine($"[bold]{Markup.Escape(job.Title)}[/]  {JobWords.Colored(job.Status)}");
        if (job.Description is { Length: > 0 } description) console.WriteLine(description);
        var facts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Row("id", job.Id);
        Row("model", $"{job.ModelType} on {job.Dataset}");
        Row("submitted", $"{job.CreatedAt:u} ({Say.Ago(job.CreatedAt, time)})");
        if (job.FinishedAt is { } finished && job.StartedAt is { } started) Row("took", Say.Duration(finished - started));
        if (job is { Status: not JobStatus.Completed, Progress: { } progress }) Row("progress", $"{JobWords.Percent(progress)}  step {Say.Count(progress.Step)}/{Say.Count(progress.TotalSteps)}  {JobWords.Progress(progress)}");
        if (job.Waiting is { } waiting) Row("waits", waiting.Sentence);
        if (job.FailureReason is { } reason) Row("failed", reason);
        Row("stake", $"{Say.Count(job.TokenStake)} tokens, priority {job.Priority}");
        if (job.Requires is { } requires) Row("requires", string.Join(", ", requires.InWords()));
        Row("config", JsonSerializer.Serialize(job.EffectiveConfig, Indented));
        Row("digest", job.ConfigDigest);
        console.Write(facts);
        Attempts(console, job);
        Result(console, job);

        void Row(string name, string value) => facts.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(value));
    }

    private static void Attempts(IAnsiConsole console, JobDetail job)
    {
        if (job.Attempts.Count == 0) return;
        console.WriteLine();
        var table = Terminal.NewTable("ATTEMPT", "NODE", "STATUS", "FROM STEP", "TIME", "REASON");
        foreach (var attempt in job.Attempts)
        {
            table.AddRow(
                $"{attempt.Number}/{job.MaxAttempts}",
                Markup.Escape(attempt.NodeName),
                attempt.Status.ToString().ToUpperInvariant(),
                Say.Count(attempt.ResumedFromStep),
                attempt.EndedAt is { } ended ? Say.Duration(ended - attempt.StartedAt) : "",
                Markup.Escape(attempt.Reason ?? ""));
        }

        console.Write(table);
    }

    private static void Result(IAnsiConsole console, JobDetail job)
    {
        if (job.Result is not { } result) return;
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(JobWords.Result(result))}[/]");
        foreach (var (name, value) in result.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
            console.WriteLine($"  {name}  {Say.Figure(value)}");
        foreach (var line in ResultLines.HowObtained(result)) console.WriteLine($"  {line}");
        if (result.Confusion is { } confusion) ResultLines.Draw(console, confusion);
        console.WriteLine($"  {Say.Count(result.Parameters)} parameters, {Say.Bytes(result.WeightsBytes)}, SHA-256 {result.WeightsDigest}");
        foreach (var contribution in job.Contributions)
            console.WriteLine($"  {contribution.NodeName} earned {Say.Count(contribution.Reward)} tokens for {Say.Count(contribution.Steps)} steps");
        if (job.BlockHeight is { } height) console.WriteLine($"  ledger block {Say.Count(height)}");
    }
}
