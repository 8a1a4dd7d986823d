using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Architecture;

namespace ModelMine.Tests.Core.Ledger;

/// <summary>The program in <c>docs/ledger.md</c> is another hand's verifier: it must agree with ours.</summary>
public sealed class LedgerDocumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-ledger-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Program_OfTheDocument_TakesAnExportAsWritten()
    {
        var chain = SampleLedger.Chain(3);

        var (exitCode, output) = await RunAsync(chain);

        output.Trim().ShouldBe($"3 blocks, head {chain[2].Hash}");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Program_OfTheDocument_FindsAChangedScore()
    {
        var chain = SampleLedger.Chain(3).ToArray();
        chain[1] = chain[1] with { Data = chain[1].Data.Replace("0.9912", "0.9999", StringComparison.Ordinal) };

        var (exitCode, output) = await RunAsync(chain);

        output.ShouldContain("block 2: changed after it was written");
        exitCode.ShouldNotBe(0);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<LedgerBlockView> chain)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "ledger.md"), TestContext.Current.CancellationToken);
        var program = Path.Combine(_folder, "verify.py");
        var export = Path.Combine(_folder, "export.json");
        await File.WriteAllTextAsync(program, document.Split("```python\n")[1].Split("```")[0], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            export, JsonSerializer.Serialize(new LedgerExport(LedgerExport.CurrentFormat, chain), ModelMineJson.Options), TestContext.Current.CancellationToken);
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", [program, export]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await error;
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (python.ExitCode, output);
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no python3 on this machine.");
            throw;
        }
    }
}
