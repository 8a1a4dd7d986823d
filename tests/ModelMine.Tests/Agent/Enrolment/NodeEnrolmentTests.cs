using System.Text.Json;
using ModelMine.Agent.Shell;
using ModelMine.Core.Ledger;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Enrolment;

public sealed class NodeEnrolmentTests
{
    [Fact]
    public async Task Enrol_WithACode_KeepsIdentityAndKeyForTheOwnerAlone_AndNeverAsksAgain()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Start();
        await agent.UntilAsync(network => network.Heartbeats.Count > 0);
        agent.Stop();
        (await agent.EndAsync()).ShouldBe(AgentExit.Success);

        var identity = Path.Combine(agent.DataFolder, "identity.json");
        var key = Path.Combine(agent.DataFolder, "node.key");
        JsonDocument.Parse(File.ReadAllBytes(identity)).RootElement.GetProperty("nodeId").GetString().ShouldBe(FakeNetwork.NodeId);
        using (var loaded = NodeKey.Load(key)) loaded.PublicKey.ShouldBe(agent.Network.Read(network => network.Enrolled!.PublicKey));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { identity, key }) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        // The code is used up: a second enrolment would be refused.
        agent.Code = null;
        var beats = agent.Network.Read(network => network.Heartbeats.Count);
        agent.Start();
        await agent.UntilAsync(network => network.Heartbeats.Count > beats);
        var sessions = agent.Network.Read(network => network.Heartbeats.Select(beat => beat.SessionId).Distinct().Count());
        sessions.ShouldBe(2);
    }

    [Fact]
    public async Task Run_NotEnrolledAndWithoutACode_SaysHowToGetOne()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Code = null;
        agent.Start();

        var failure = await Should.ThrowAsync<AgentFailure>(agent.EndAsync());

        failure.ExitCode.ShouldBe(AgentExit.NotEnrolled);
        failure.Message.ShouldContain("modelmine nodes add");
        failure.Message.ShouldContain(RunOptions.CodeVariable);
    }

    [Fact]
    public async Task Run_WithACodeThatIsNotGood_RepeatsWhatTheServerSays()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Code = "mm_join_stale";
        agent.Start();

        var failure = await Should.ThrowAsync<AgentFailure>(agent.EndAsync());

        failure.ExitCode.ShouldBe(AgentExit.NotEnrolled);
        failure.Message.ShouldContain("This join code is not good.");
    }

    [Fact]
    public async Task Run_WhenTheTokenIsRevoked_StopsTheTrainerAndEndsWithItsOwnExitCode()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        agent.Network.Write(network => network.TokenRevoked = true);

        var failure = await Should.ThrowAsync<AgentFailure>(agent.EndAsync());

        failure.ExitCode.ShouldBe(AgentExit.NotEnrolled);
        failure.Message.ShouldContain("does not accept this node's token");
        trainer.Exited.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_WhileAnotherAgentUsesTheFolder_IsRefused()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Start();
        await agent.UntilAsync(network => network.Heartbeats.Count > 0);

        var failure = await Should.ThrowAsync<AgentFailure>(() => RunAgent.ExecuteAsync(
            new RunOptions { Server = agent.Server.Address, DataFolder = agent.DataFolder }, agent.Timings, agent.Trainers, agent.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, TestContext.Current.CancellationToken));

        failure.ExitCode.ShouldBe(AgentExit.Environment);
        failure.Message.ShouldContain("Another agent");
    }

    [Fact]
    public async Task Run_WhenTheServerIsNotThereYet_SaysSoOnceAndJoinsWhenItComes()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        await agent.Server.DieAsync();
        agent.Start();
        await agent.UntilLoggedAsync("does not answer");

        await agent.Server.StartAsync();
        await agent.UntilAsync(network => network.Heartbeats.Count > 0);

        agent.Log.Count(entry => entry.Contains("does not answer")).ShouldBe(1);
        agent.Log.Count(entry => entry.Contains("answers again")).ShouldBe(1);
    }
}
