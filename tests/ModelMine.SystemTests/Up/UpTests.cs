using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Up;

/// <summary><c>up</c> starts everything, and leaves nothing behind, however it ends.</summary>
public sealed class UpTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Terminated_StopsAgentAndServerInOrder()
    {
        await using var up = RunningUp.Start(_folder.Path);
        await up.ReadyAsync();
        await up.AgentReadyAsync();
        var (server, agent) = (up.ServerId, up.AgentId);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(up.Api, "health"), TestContext.Current.CancellationToken)).ShouldNotBeEmpty();

        (await up.Process.TerminateAsync()).ShouldBe(0, up.Process.Output);

        ProcessTree.Lives(server).ShouldBeFalse();
        ProcessTree.Lives(agent).ShouldBeFalse();
        up.Process.Output.ShouldContain("Everything is kept in");
        (await File.ReadAllTextAsync(_folder.Of("logs/agent.log"), TestContext.Current.CancellationToken)).ShouldContain("Stopped.");
        File.Exists(_folder.Of("local-join-code")).ShouldBeFalse();
    }

    [Fact]
    public async Task CtrlC_ReachesTheChildrenOnlyThroughUp()
    {
        await using var up = RunningUp.Start(_folder.Path);
        await up.ReadyAsync();
        await up.AgentReadyAsync();
        var (server, agent) = (up.ServerId, up.AgentId);

        // A terminal sends it to all of them at once: those two must not mind.
        RealProcess.Signal(server, 2);
        RealProcess.Signal(agent, 2);
        RealProcess.Signal(up.Process.Id, 2);

        (await up.Process.ExitAsync()).ShouldBe(0, up.Process.Output);
        up.Process.Output.ShouldNotContain("The server ended");
        up.Process.Output.ShouldNotContain("starting it again");
        ProcessTree.Lives(server).ShouldBeFalse();
        ProcessTree.Lives(agent).ShouldBeFalse();
    }

    [Fact]
    public async Task KilledOutright_LeavesNoOrphans()
    {
        await using var up = RunningUp.Start(_folder.Path);
        await up.ReadyAsync();
        var (server, agent) = (up.ServerId, up.AgentId);

        await up.Process.KillAsync();

        await ProcessTree.GoneAsync(server);
        await ProcessTree.GoneAsync(agent);
    }

    [Fact]
    public async Task AgentDies_IsStartedAgainAndSaidSo()
    {
        await using var up = RunningUp.Start(_folder.Path);
        await up.ReadyAsync();
        var agent = up.AgentId;

        RealProcess.Signal(agent, 9);

        await up.Process.LineAsync("The agent ended with exit code 137; starting it again");
        await ProcessTree.GoneAsync(agent);
        (await up.Process.TerminateAsync()).ShouldBe(0, up.Process.Output);
    }

    [Fact]
    public async Task ServerDies_EverythingEndsWithItsLog()
    {
        await using var up = RunningUp.Start(_folder.Path);
        await up.ReadyAsync();
        var agent = up.AgentId;

        RealProcess.Signal(up.ServerId, 9);

        (await up.Process.ExitAsync()).ShouldBe(3, up.Process.Output);
        up.Process.Output.ShouldContain("The server ended with exit code 137");
        up.Process.Output.ShouldContain("server.log");
        ProcessTree.Lives(agent).ShouldBeFalse();
    }

    [Fact]
    public async Task SameFolderTwice_SecondSaysWhoHasIt()
    {
        await using var first = RunningUp.Start(_folder.Path, "--no-agent");
        await first.ReadyAsync();

        await using var second = RunningUp.Start(_folder.Path, "--no-agent");

        (await second.Process.ExitAsync()).ShouldBe(3, second.Process.Output);
        second.Process.Output.ShouldContain(_folder.Path);
        second.Process.Output.ShouldContain($"process {first.Process.Id}");
    }

    [Fact]
    public async Task SamePorts_SecondSaysWhichAreBusyAndByWhom()
    {
        await using var first = RunningUp.Start(_folder.Of("one"), "--no-agent");
        await first.ReadyAsync();

        await using var second = RunningUp.Start(_folder.Of("two"), first.Ports, "--no-agent");

        (await second.Process.ExitAsync()).ShouldBe(3, second.Process.Output);
        second.Process.Output.ShouldContain($"port {first.Ports.Web}: in use by process {first.ServerId}");
        second.Process.Output.ShouldContain($"port {first.Ports.Api}: in use by process {first.ServerId}");
    }
}
