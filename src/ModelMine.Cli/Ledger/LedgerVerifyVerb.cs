using System.CommandLine;

using ModelMine.Cli.Jobs;
using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

using Spectre.Console;

namespace ModelMine.Cli.Ledger;

/// <summary><c>ledger verify</c>: recomputes a ledger, or one block, from a file; asks no server.</summary>
internal static class LedgerVerifyVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "Ledger export, or one block, as JSON; - for standard input.", HelpName = "FILE" };
        var weights = new Option<string?>("--weights") { Description = "Also check that a block states the SHA-256 of this weights file.", HelpName = "FILE" };
        return new Verb(surroundings, "verify", "Verify a ledger export or a block offline.", async (call, cancellationToken) =>
        {
            var name = call.Arguments.GetRequiredValue(file);
            var ledger = await LedgerFile.ReadAsync(name, surroundings, cancellationToken);
            var verification = Verify(ledger);
            if (!verification.Valid) throw new CliFailure(ExitCode.NotVerified, $"{name} does not hold. {verification.Problem}");

            var about = call.Arguments.GetValue(weights) is { } weightsFile
                ? await BlocksOfWeightsAsync(ledger, weightsFile, cancellationToken)
                : null;
            call.Print(new { verification.Valid, verification.Blocks, verification.HeadHash, weightsBlocks = about }, console => Draw(console, ledger, verification, about));
            return ExitCode.Success;
        })
        {
            file, weights,
        };
    }

    private static LedgerVerification Verify(LedgerFile ledger)
    {
        if (ledger.Export is { } export) return LedgerChain.Verify(export);
        var block = ledger.Block!;
        var problem = LedgerChain.WhyNotValid(block);
        return new(problem is null, 1, block.Hash, problem is null ? null : $"Block {block.Height}: {problem}.");
    }

    // The same config, seed and kind of machine give the same weights: several blocks may state them.
    private static async Task<IReadOnlyList<LedgerBlockView>> BlocksOfWeightsAsync(LedgerFile ledger, string weightsFile, CancellationToken cancellationToken)
    {
        if (!File.Exists(weightsFile)) throw new CliFailure(ExitCode.NotFound, $"There is no file {weightsFile}.");
        var digest = await FileDigest.OfAsync(weightsFile, cancellationToken);
        var blocks = ledger.Blocks.Where(block => CompletedJobData.Parse(block.Data).WeightsDigest == digest).ToList();
        return blocks.Count > 0
            ? blocks
            : throw new CliFailure(
                ExitCode.NotVerified,
                $"{(ledger.Export is null ? "The block does not state" : "No block states")} the weights in {weightsFile}.",
                $"Their SHA-256 is {digest}.");
    }

    private static void Draw(IAnsiConsole console, LedgerFile ledger, LedgerVerification verification, IReadOnlyList<LedgerBlockView>? about)
    {
        if (ledger.Export is { Blocks.Count: 0 })
        {
            console.WriteLine("The ledger is empty: there is nothing to verify.");
        }
        else if (ledger.Export is not null)
        {
            console.MarkupLine($"[green]Verified[/] {Say.Count(verification.Blocks, "block")}: every hash, link and signature holds.");
            console.WriteLine($"Head: {verification.HeadHash}");
            console.WriteLine("A chain cannot show that its newest blocks were cut off: compare the head with one that you noted before.");
        }
        else
        {
            console.MarkupLine($"[green]Verified[/] block {ledger.Block!.Height}: its hash and its node's signature hold.");
            console.WriteLine("Its place in the chain takes the whole export to check.");
        }

        foreach (var block in about ?? [])
        {
            var data = CompletedJobData.Parse(block.Data);
            console.WriteLine($"The weights are those of {data.JobId} (block {block.Height}): {data.ScoreName} {Say.Figure(data.Score)}, trained on {data.Dataset} by {data.NodeId}.");
        }
    }
}
