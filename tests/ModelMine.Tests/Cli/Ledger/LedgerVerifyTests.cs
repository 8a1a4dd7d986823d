using System.Text.Json;

using CsCheck;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Cli.Ledger;

public sealed class LedgerVerifyTests : IDisposable
{
    private static readonly LedgerExport Good = NewExport(3);
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Verify_GoodExport_SaysSoAndNamesTheHead()
    {
        var run = await VerifyAsync(Good);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("Verified 3 blocks");
        run.Out.ShouldContain(Good.Blocks[^1].Hash);
    }

    [Fact]
    public async Task Verify_AnyCharacterOfABlockChanged_IsRefused()
    {
        var text = Text(Good);
        var start = text.IndexOf("\"blocks\"", StringComparison.Ordinal) + 10;
        await Gen.Select(Gen.Int[start, text.Length - 3], Gen.Char['0', 'z']).Where(change => text[change.Item1] != change.Item2).SampleAsync(
            async change =>
            {
                var changed = $"{text[..change.Item1]}{change.Item2}{text[(change.Item1 + 1)..]}";
                // A changed key that JSON ignores would be a change of nothing that the block says.
                if (!ChangesAValue(changed)) return;
                (await _cli.RunWithInputAsync(changed, "ledger", "verify", "-")).Code.ShouldBe(ExitCode.NotVerified, changed);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public async Task Verify_BlockMissingOrSwapped_IsRefused()
    {
        var (one, two, three) = (Good.Blocks[0], Good.Blocks[1], Good.Blocks[2]);

        (await VerifyAsync(Good with { Blocks = [one, three] })).Code.ShouldBe(ExitCode.NotVerified);
        (await VerifyAsync(Good with { Blocks = [two, one, three] })).Code.ShouldBe(ExitCode.NotVerified);
        (await VerifyAsync(Good with { Blocks = [one, two, two] })).Code.ShouldBe(ExitCode.NotVerified);
    }

    [Fact]
    public async Task Verify_SingleBlock_IsCheckedByItself()
    {
        (await VerifyAsync(Good.Blocks[1])).Code.ShouldBe(ExitCode.Success);
        (await VerifyAsync(Good.Blocks[1] with { Timestamp = "2026-11-24T01:02:03.457Z" })).Code.ShouldBe(ExitCode.NotVerified);
    }

    [Fact]
    public async Task Verify_WithWeights_FindsEachBlockThatStatesThemOrRefuses()
    {
        var weights = _cli.PathOf("w");
        await File.WriteAllBytesAsync(weights, Samples.Weights, TestContext.Current.CancellationToken);
        var found = (await VerifyAsync(Good, "--weights", weights)).Out;
        found.ShouldContain("The weights are those of job_2 (block 2)");
        found.ShouldContain("The weights are those of job_3 (block 3)");
        found.ShouldNotContain("job_1");

        await File.WriteAllBytesAsync(weights, Samples.Weights[1..], TestContext.Current.CancellationToken);
        var run = await VerifyAsync(Good, "--weights", weights);

        run.Code.ShouldBe(ExitCode.NotVerified);
        run.Error.ShouldContain(Samples.Digest(Samples.Weights[1..]));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"format":"modelmine-ledger-v9","blocks":[]}""")]
    public async Task Verify_NoLedger_IsRefused(string text) =>
        (await _cli.RunWithInputAsync(text, "ledger", "verify", "-")).Code.ShouldBe(ExitCode.NotVerified);

    private Task<CliRun> VerifyAsync<T>(T value, params string[] more) => _cli.RunWithInputAsync(Text(value), ["ledger", "verify", "-", .. more]);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, ModelMineJson.Options);

    private static bool ChangesAValue(string text)
    {
        try
        {
            var read = JsonSerializer.Deserialize<LedgerExport>(text, ModelMineJson.Options)!;
            return !read.Blocks.SequenceEqual(Good.Blocks);
        }
        catch (Exception e) when (e is JsonException or ArgumentNullException)
        {
            return true;
        }
    }

    private static LedgerExport NewExport(int count)
    {
        using var key = NodeKey.Create();
        var blocks = new List<LedgerBlockView>();
        for (var i = 1; i <= count; i++)
        {
            var result = Samples.Result() with { WeightsDigest = i >= 2 ? Samples.Digest(Samples.Weights) : new string((char)('0' + i), 64) };
            var signature = key.Sign(ResultStatement.ToBytes($"job_{i}", $"att_{i}", "node_1", 1, result));
            var data = NewData(i, result, key.PublicKey, signature);
            blocks.Add(LedgerChain.Next(blocks.LastOrDefault(), data.ToCanonicalJson(), DateTimeOffset.UnixEpoch.AddDays(20_000 + i)));
        }

        return new LedgerExport(LedgerExport.CurrentFormat, blocks);
    }

    private static CompletedJobData NewData(int i, JobResult result, string publicKey, string signature) =>
        CompletedJobData.From($"job_{i}", $"att_{i}", "node_1", 1, result, [new NodeContribution("node_1", publicKey, result.Steps, 80)], 20, signature);
}
