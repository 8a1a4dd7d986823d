using ModelMine.Cli.Shell;

namespace ModelMine.Tests.Cli.Shell;

public sealed class CommandLineTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task Run_WithoutVerbOrWithHelp_ListsEveryVerbAndExitCode(params string[] args)
    {
        var run = await _cli.RunAsync(args);

        run.Code.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        foreach (var verb in new[] { "up", "login", "logout", "signup", "submit", "watch", "jobs", "show", "logs", "cancel", "retry", "download", "nodes add", "network", "wallet", "ledger export", "ledger verify", "examples print", "schema" })
            run.Out.ShouldContain($"  {verb} ");
        foreach (var (code, meaning) in ExitCode.All) run.Out.ShouldContain($"  {code,-16} {meaning}");
    }

    [Theory]
    [InlineData("sumbit", "Did you mean submit?")]
    [InlineData("job", "Did you mean jobs?")]
    [InlineData("xyzzy", "See modelmine --help.")]
    public async Task Run_UnknownVerb_SaysSoAndWhatIsNear(string verb, string hint)
    {
        var run = await _cli.RunAsync(verb);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain($"\"{verb}\"");
        run.Error.ShouldContain(hint);
    }

    [Theory]
    [InlineData("jobs", "--status", "done")]
    [InlineData("jobs", "--server", "localhost")]
    [InlineData("up", "--web-port", "0")]
    [InlineData("up", "--slots", "0")]
    [InlineData("up", "--server", "http://127.0.0.1:1")]
    [InlineData("--server", "http://127.0.0.1:1", "up")]
    [InlineData("submit")]
    [InlineData("watch")]
    [InlineData("download", "a", "b")]
    public async Task Run_WrongArguments_ExitsWithUsage(params string[] args)
    {
        var run = await _cli.RunAsync(args);

        run.Code.ShouldBe(ExitCode.Usage, run.Error);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith("error: ");
    }

    [Fact]
    public async Task Run_WrongUsageWithJson_WritesProblemToStandardError()
    {
        var run = await _cli.RunAsync("jobs", "--stats", "--json");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Out.ShouldBeEmpty();
        System.Text.Json.JsonDocument.Parse(run.Error).RootElement.GetProperty("detail").GetString()!.ShouldContain("--status");
    }

    [Theory]
    [InlineData("submit", "modelmine submit")]
    [InlineData("jobs", "modelmine jobs")]
    public async Task Run_HelpOfVerb_NamesTheProgramAsItIsCalled(string verb, string usage)
    {
        var run = await _cli.RunAsync(verb, "--help");

        run.Code.ShouldBe(0);
        run.Out.ShouldContain(usage);
    }

    [Theory]
    [InlineData("up", false)]
    [InlineData("agent", true)]
    [InlineData("jobs", true)]
    public async Task Run_HelpOfVerb_ListsTheServerWhereThereIsOneToName(string verb, bool listed)
    {
        var run = await _cli.RunAsync(verb, "--help");

        run.Out.Contains("--server", StringComparison.Ordinal).ShouldBe(listed);
        run.Out.ShouldContain("--json");
    }

    [Theory]
    [InlineData("network", "--server", "http://127.0.0.1:1")]
    [InlineData("--server", "http://127.0.0.1:1", "network")]
    [InlineData("ledger", "--server", "http://127.0.0.1:1", "export", "-o", "nowhere.json")]
    public async Task Run_ServerBeforeOrAfterTheVerb_IsCalled(params string[] args)
    {
        var run = await _cli.RunAsync(args);

        run.Code.ShouldBe(ExitCode.Unreachable, run.Error);
        run.Error.ShouldContain("http://127.0.0.1:1");
    }

    [Fact]
    public async Task Run_ServerVariableIsNoAddress_NamesTheVariable()
    {
        _cli.Variables["MODELMINE_SERVER"] = "nowhere";

        var run = await _cli.RunAsync("network");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("MODELMINE_SERVER");
    }
}
