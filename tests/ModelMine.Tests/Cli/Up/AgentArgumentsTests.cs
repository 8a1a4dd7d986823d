using ModelMine.Agent.Shell;
using ModelMine.Cli.Shell;
using ModelMine.Cli.Up;

namespace ModelMine.Tests.Cli.Up;

public sealed class AgentArgumentsTests : IDisposable
{
    private const string EveryLimit = "--threads-per-slot 3 --data-cache 2.5 --attempt-disk 0.25 --silence-seconds 90 --stall-seconds 600 --drain-seconds 120";
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    // The code alone has its own way: what a program is started with can be read by everybody on the machine.
    [Fact]
    public void WhateverTheAgentsProgramCanBeTold_TheCommandLineCanTellIt() =>
        new AgentArguments().All.Select(option => option.Name).Append("--server").Append("--code")
            .ShouldBe(RunVerb.Create().Options.Select(option => option.Name), ignoreOrder: true);

    [Fact]
    public async Task InstallService_PassesEveryLimitOn_AndSystemdWaitsForTheDrain()
    {
        var run = await _cli.RunAsync(["agent", "install-service", "--server", "http://10.0.0.7:4000", .. EveryLimit.Split(' ')]);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain(EveryLimit);
        run.Out.ShouldContain("TimeoutStopSec=150");
        var words = EveryLimit.Split(' ');
        RunVerb.Create().Parse(["--server", "http://10.0.0.7:4000", "--data", "x", .. words]).Errors.ShouldBeEmpty("the agent's program takes what it is passed");
    }

    [Theory]
    [InlineData("--silence-seconds", "0", "--silence-seconds takes 1 or more")]
    [InlineData("--threads-per-slot", "0", "--threads-per-slot takes 1 or more")]
    [InlineData("--drain-seconds", "-1", "--drain-seconds takes 0 or more")]
    [InlineData("--attempt-disk", "-1", "--attempt-disk takes a number of GiB, 0 or more")]
    [InlineData("--data-cache", "NaN", "--data-cache takes a number of GiB, 0 or more")]
    public async Task Limit_OutOfRange_IsRefusedHereAndNotInALogElsewhere(string option, string value, string said)
    {
        var run = await _cli.RunAsync("agent", "install-service", "--server", "http://10.0.0.7:4000", option, value);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(said);
    }
}
