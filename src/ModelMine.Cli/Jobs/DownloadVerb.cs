using System.CommandLine;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary><c>download</c>: a trained model's weights, verified.</summary>
internal static class DownloadVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var id = JobIdLookup.NewArgument();
        var output = new Option<string?>("--output", "-o") { Description = "File to write; the job's id with .safetensors when left out.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace a file that holds something else." };
        return new Verb(surroundings, "download", "Download a trained model's weights, and verify them.", async (call, cancellationToken) =>
        {
            var jobId = await JobIdLookup.FindAsync(call, call.Arguments.GetRequiredValue(id), cancellationToken);
            var job = await call.Api.JobAsync(jobId, cancellationToken);
            if (job.Result is not { } result)
            {
                throw new CliFailure(ExitCode.NotFound, $"{jobId} has no weights: it is {JobWords.Word(job.Status)}.", "Weights exist once a job is COMPLETED.");
            }

            var file = Path.GetFullPath(call.Arguments.GetValue(output) ?? $"{jobId}.safetensors");
            var fetched = await FetchAsync(call, file, jobId, result, call.Arguments.GetValue(force), cancellationToken);
            call.Print(
                new { file, bytes = result.WeightsBytes, sha256 = result.WeightsDigest, fetched },
                console => console.WriteLine(
                    $"{(fetched ? "Wrote" : "Already there:")} {file}, {Say.Bytes(result.WeightsBytes)}, SHA-256 {result.WeightsDigest} as in the job's result."));
            return ExitCode.Success;
        })
        {
            id, output, force,
        };
    }

    private static async Task<bool> FetchAsync(
        VerbCall call, string file, string jobId, JobResult result, bool force, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            if (await FileDigest.OfAsync(file, cancellationToken) == result.WeightsDigest) return false;
            if (!force) throw new CliFailure(ExitCode.Usage, $"{file} exists and holds something else.", "Name another with -o, or replace it with --force.");
        }

        var download = new ResumableDownload(call.Api, call.Surroundings, jobId, result);
        await download.WriteToAsync(file, call is { Json: false, Surroundings.IsTerminal: true } ? call.Console : null, cancellationToken);
        return true;
    }
}
