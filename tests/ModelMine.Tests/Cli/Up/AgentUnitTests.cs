using System.Diagnostics;
using ModelMine.Cli.Shell;
using ModelMine.Cli.Up;

namespace ModelMine.Tests.Cli.Up;

public sealed class AgentUnitTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Words_WithBlanksPercentsAndDollars_AreQuotedAsSystemdReadsThem() =>
        AgentUnit.Text("/usr/bin/dotnet", "/a b/Agent.dll", ["run", "--name", "50% of $me \"x\""], "/a b/node", AgentProcess.DrainPatience, forSystem: true)
            .ShouldContain("""ExecStart=/usr/bin/dotnet "/a b/Agent.dll" run --name "50%% of $$me \"x\"" """.TrimEnd());

    [Fact]
    public async Task InstallService_PrintsAUnitWithAllThatWasAsked_AndNoCode()
    {
        _cli.Variables["MODELMINE_JOIN_CODE"] = "mm_join_secret";

        var run = await _cli.RunAsync("agent", "install-service", "--server", "http://10.0.0.7:4000", "--slots", "2", "--label", "lab=attic");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("run --server http://10.0.0.7:4000 --data");
        run.Out.ShouldContain("--slots 2 --label lab=attic");
        run.Out.ShouldNotContain("mm_join_secret");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unit_IsGoodToSystemd(bool forSystem)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd-analyze is not installed");
        var node = Directory.CreateDirectory(_cli.PathOf("a node")).FullName;
        var file = _cli.PathOf(AgentUnit.FileName);
        await File.WriteAllTextAsync(
            file, AgentUnit.Text("/usr/bin/env", "/a folder/ModelMine.Agent.dll", ["run", "--name", "50% mine"], node, AgentProcess.DrainPatience, forSystem), TestContext.Current.CancellationToken);
        using var verify = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", forSystem ? "--system" : "--user", file])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
            Environment = { ["XDG_RUNTIME_DIR"] = _cli.Folder },
        })!;

        var said = await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken);

        said.Split('\n').Where(line => line.Contains(AgentUnit.FileName, StringComparison.Ordinal)).ShouldBeEmpty();
        verify.ExitCode.ShouldBe(0, said);
    }
}
