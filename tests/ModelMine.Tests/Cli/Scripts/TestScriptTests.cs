namespace ModelMine.Tests.Cli.Scripts;

public sealed class TestScriptTests : IDisposable
{
    private readonly ScriptSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Test_AllPass_LastLineHoldsTheSums()
    {
        Report("ModelMine.Tests", passed: 12);
        Report("ModelMine.SystemTests", passed: 3);

        await ShouldEndAsync(0, "15 passed, 0 failed");
    }

    [Fact]
    public async Task Test_SomeFailOrAreSkipped_SaysSoAndFails()
    {
        Report("ModelMine.Tests", passed: 12, failed: 2, skipped: 1);
        Report("ModelMine.SystemTests", passed: 3, errors: 1);
        _sandbox.Write("ModelMine.Tests.exit", "1");
        _sandbox.Write("ModelMine.SystemTests.exit", "1");

        await ShouldEndAsync(1, "15 passed, 3 failed, 1 skipped");
    }

    [Fact]
    public async Task Test_ProcessDiesWithoutReport_CountsAsFailure()
    {
        Report("ModelMine.Tests", passed: 12);
        _sandbox.Write("ModelMine.SystemTests.exit", "139");

        await ShouldEndAsync(1, "12 passed, 1 failed");
    }

    [Fact]
    public async Task Test_ExitCodeContradictsTheReport_CountsAsFailure()
    {
        Report("ModelMine.Tests", passed: 12);
        Report("ModelMine.SystemTests", passed: 3);
        _sandbox.Write("ModelMine.SystemTests.exit", "134");

        await ShouldEndAsync(1, "15 passed, 1 failed");
    }

    [Fact]
    public async Task Test_NothingRan_Fails()
    {
        Report("ModelMine.Tests", passed: 0);
        Report("ModelMine.SystemTests", passed: 0);

        (await ShouldEndAsync(1, "0 passed, 0 failed")).Error.ShouldContain("no test ran");
    }

    [Fact]
    public async Task Test_Filter_IsHandedToBothProjects()
    {
        Report("ModelMine.Tests", passed: 1);
        Report("ModelMine.SystemTests", passed: 0);

        await ShouldEndAsync(0, "1 passed, 0 failed", "--filter", "Ledger");

        _sandbox.TakeCalls().Count(call => call.Contains("-method *Ledger*")).ShouldBe(2);
    }

    [Theory]
    [InlineData("--filter")]
    [InlineData("--fast")]
    public async Task Test_WrongUsage_ExitsWithTwo(string option) => (await _sandbox.RunAsync("test", option)).Code.ShouldBe(2);

    private async Task<CliRun> ShouldEndAsync(int code, string lastLine, params string[] more)
    {
        var run = await _sandbox.RunAsync(["test", .. more]);
        run.Out.TrimEnd('\n').Split('\n')[^1].ShouldBe(lastLine, run.Error);
        run.Code.ShouldBe(code);
        return run;
    }

    private void Report(string project, int passed, int failed = 0, int skipped = 0, int errors = 0) => _sandbox.Write($"{project}.report", $"""
        <assemblies><assembly name="{project}" total="{passed + failed + skipped}" passed="{passed}" failed="{failed}" skipped="{skipped}" not-run="0" errors="{errors}" time="1.000">
        <collection total="99" passed="98" failed="97" /></assembly></assemblies>
        """);
}
