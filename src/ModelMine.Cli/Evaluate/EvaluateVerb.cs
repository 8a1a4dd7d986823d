using System.CommandLine;
using System.Text.Json;

using ModelMine.Cli.Jobs;
using ModelMine.Cli.Shell;
using ModelMine.Cli.Trainers;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Evaluate;

/// <summary><c>evaluate</c>: measures downloaded weights anew, from the file alone.</summary>
internal static class EvaluateVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var weights = new Argument<string>("weights") { Description = "Weights of a completed job (safetensors).", HelpName = "WEIGHTS" };
        var config = new Argument<string?>("config")
        {
            Description = "A config that the weights must have been trained with; - for standard input.", HelpName = "CONFIG", Arity = ArgumentArity.ZeroOrOne,
        };
        var job = new Option<string?>("--job") { Description = "Compare with what this job of yours reports.", HelpName = "ID" };
        var data = new Option<string?>("--data") { Description = "Folder of downloaded data sets; ~/.modelmine/agent/datasets when left out.", HelpName = "DIR" };
        var threads = new Option<int?>("--threads")
        {
            Description = "Threads to compute with; those of the job, or else 2, when left out.", HelpName = "N",
            Validators = { result => { if (result.GetValueOrDefault<int?>() is < 1 or > 1024) result.AddError("--threads takes 1 to 1024."); } },
        };
        return new Verb(surroundings, "evaluate", "Measure downloaded weights on their test data, from the file alone.", async (call, cancellationToken) =>
        {
            var file = Path.GetFullPath(call.Arguments.GetRequiredValue(weights));
            WeightsConfig.Require(file, call.Arguments.GetValue(config) is { } name ? await ConfigFile.ReadAsync(name, surroundings, cancellationToken) : null);
            var reported = call.Arguments.GetValue(job) is { } id ? await ReportedAsync(call, id, cancellationToken) : null;
            var evaluation = await MeasureAsync(
                call, file, DatasetFolder(call.Arguments.GetValue(data), surroundings), call.Arguments.GetValue(threads) ?? reported?.Result!.Threads, cancellationToken);
            var comparison = reported is null ? null : ReportedResult.Compare(reported.Id, reported.Result!, evaluation);
            call.Print(new { evaluation, reported = comparison }, console => Draw(console, evaluation, comparison));
            return comparison is { Equal: false } ? ExitCode.NotVerified : ExitCode.Success;
        })
        {
            weights, config, job, data, threads,
        };
    }

    private static string DatasetFolder(string? named, Surroundings surroundings) =>
        Path.GetFullPath(named is { Length: > 0 } ? named : Path.Combine(surroundings.HomeFolder, ".modelmine", "agent", "datasets"));

    private static async Task<JobDetail> ReportedAsync(VerbCall call, string id, CancellationToken cancellationToken)
    {
        var job = await call.Api.JobAsync(await JobIdLookup.FindAsync(call, id, cancellationToken), cancellationToken);
        return job.Result is not null
            ? job
            : throw new CliFailure(ExitCode.NotFound, $"{job.Id} reports nothing: it is {JobWords.Word(job.Status)}.", "A result exists once a job is COMPLETED.");
    }

    private static async Task<Evaluation> MeasureAsync(VerbCall call, string file, string datasets, int? threads, CancellationToken cancellationToken)
    {
        await using var child = TrainerChild.Start(
            call.Surroundings, "evaluate", "--weights", file, "--datasets", datasets, "--threads", TrainerChild.Threads(threads));
        while (await child.ReadAsync(cancellationToken) is { } line)
        {
            switch (JsonSerializer.Deserialize<TrainerMessage>(line, ModelMineJson.Options))
            {
                case TrainerEvaluation done:
                    return done.Evaluation;
                case TrainerError error:
                    throw new CliFailure(ExitCode.Usage, error.Message);
                case TrainerLog log when !call.Json:
                    await call.Surroundings.Error.WriteLineAsync(log.Message);
                    break;
            }
        }

        throw await child.DiedAsync();
    }

    private static void Draw(IAnsiConsole console, Evaluation evaluation, ReportedResult? reported)
    {
        console.WriteLine($"{JobWords.Score(evaluation.ScoreName, evaluation.Score)} on the test split of {evaluation.Dataset}, {Say.Count(evaluation.TestSamples, "sample")}, in {Say.Seconds(evaluation.Seconds)}");
        foreach (var (name, value) in evaluation.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
            console.WriteLine($"  {name,-26} {Say.Figure(value)}");
        console.WriteLine($"Weights {evaluation.WeightsDigest}");
        console.WriteLine($"Config  {evaluation.ConfigDigest}");
        console.WriteLine($"Data    {evaluation.DatasetDigest}");
        console.WriteLine($"Computed with libtorch {evaluation.TorchVersion}, {evaluation.CpuCapability}, {Say.Count(evaluation.Threads, "thread")}.");
        if (reported is null) return;
        if (reported.Equal)
        {
            console.MarkupLine($"[green]Equal[/] to what {Markup.Escape(reported.JobId)} reports, bit for bit.");
            return;
        }

        console.MarkupLine($"[red]Not what[/] {Markup.Escape(reported.JobId)} reports:");
        foreach (var difference in reported.Differences) console.WriteLine($"  {difference}");
    }
}
