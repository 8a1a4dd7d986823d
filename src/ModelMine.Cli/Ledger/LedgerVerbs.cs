using System.CommandLine;
using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Ledger;

/// <summary><c>ledger</c> and what belongs to it: list, export, verify.</summary>
internal static class LedgerVerbs
{
    public static Verb Create(Surroundings surroundings)
    {
        var limit = new Option<int>("--limit") { Description = "How many blocks at most, newest first.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var ledger = new Verb(surroundings, "ledger", "List the ledger's newest blocks.", async (call, cancellationToken) =>
        {
            var page = await call.Api.LedgerAsync(limit: call.Arguments.GetValue(limit), cancellationToken: cancellationToken);
            call.Print(page.Items, console => Draw(console, page.Items));
            return ExitCode.Success;
        })
        {
            limit,
        };
        ledger.Add(Export(surroundings));
        ledger.Add(LedgerVerifyVerb.Create(surroundings));
        return ledger;
    }

    private static Verb Export(Surroundings surroundings)
    {
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output when left out.", HelpName = "FILE" };
        return new Verb(surroundings, "export", "Download the whole ledger as one file, to verify it offline.", async (call, cancellationToken) =>
        {
            await using var source = await call.Api.ExportLedgerAsync(cancellationToken);
            if (call.Arguments.GetValue(output) is not { } name)
            {
                using var reader = new StreamReader(source);
                await surroundings.Out.WriteAsync(await reader.ReadToEndAsync(cancellationToken));
                return ExitCode.Success;
            }

            var file = Path.GetFullPath(name);
            var part = $"{file}.part";
            await using (var target = File.Create(part)) await source.CopyToAsync(target, cancellationToken);
            File.Move(part, file, overwrite: true);
            var bytes = new FileInfo(file).Length;
            call.Print(new { file, bytes }, console =>
            {
                console.WriteLine($"Wrote {file}, {Say.Bytes(bytes)}.");
                console.WriteLine($"Verify it offline with: {call.Program} ledger verify {name}");
            });
            return ExitCode.Success;
        })
        {
            output,
        };
    }

    private static void Draw(IAnsiConsole console, IReadOnlyList<LedgerBlockView> blocks)
    {
        if (blocks.Count == 0)
        {
            console.WriteLine("The ledger is empty: no job has completed yet.");
            return;
        }

        var table = Terminal.NewTable("HEIGHT", "TIMESTAMP", "JOB", "HASH");
        foreach (var block in blocks)
        {
            table.AddRow(
                block.Height.ToString(CultureInfo.InvariantCulture), Markup.Escape(block.Timestamp), Markup.Escape(block.JobId() ?? ""), Markup.Escape(block.Hash));
        }

        console.Write(table);
    }
}
