using ModelMine.Agent.Shell;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Session;

public sealed class DrainTests
{
    [Fact]
    public async Task Stop_PausesTheTrainer_UploadsItsSnapshot_AndGivesTheAttemptBack()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Trainers.OnCommand = (trainer, command) =>
        {
            if (command != "pause") return;
            trainer.Say(Messages.Log("pausing"), Messages.Snapshot("last", trainer.Save("last", 6_000_000, seed: 1), step: 77));
            trainer.Exit(3);
        };
        var attempt = agent.Network.Offer();
        agent.Start();
        await agent.TrainerAsync();
        agent.Stop();

        (await agent.EndAsync()).ShouldBe(AgentExit.Success);

        attempt.Released.ShouldBeTrue();
        attempt.Failure.ShouldBeNull();
        attempt.Snapshots.ShouldHaveSingleItem().Step.ShouldBe(77);
        attempt.Logs.ShouldHaveSingleItem().Message.ShouldBe("pausing");
        agent.Network.Heartbeats[^1].Draining.ShouldBeTrue();
        agent.Network.Order.IndexOf("snapshot att_1").ShouldBeLessThan(agent.Network.Order.IndexOf("release att_1"));
        Directory.EnumerateFileSystemEntries(agent.WorkFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_WithNothingToDo_EndsAtOnce()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Start();
        await agent.UntilAsync(network => network.ClaimsSeen.Count > 0);
        agent.Stop();

        (await agent.EndAsync()).ShouldBe(AgentExit.Success);
    }

    [Fact]
    public async Task Stop_WithATrainerThatDoesNotPause_EndsItWhenTheTimeIsOver_AndGivesTheAttemptBack()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { Drain = TimeSpan.FromMilliseconds(100), StopPatience = TimeSpan.FromMilliseconds(50) };
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        agent.Stop();

        (await agent.EndAsync()).ShouldBe(AgentExit.Success);

        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("pause");
        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("stop");
        trainer.WasKilled.ShouldBeTrue();
        attempt.Released.ShouldBeTrue();
    }

    [Fact]
    public async Task Stop_WhileTheServerIsAway_StillEndsInTime()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { Drain = TimeSpan.FromMilliseconds(100), LastRelease = TimeSpan.FromMilliseconds(50) };
        agent.Trainers.OnCommand = (trainer, _) => trainer.Exit(3);
        agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        await agent.Server.DieAsync();
        agent.Stop();

        (await agent.EndAsync()).ShouldBe(AgentExit.Success);
        trainer.Exited.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Stop_WhileATrainerEnds_SettlesIt()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        agent.Stop();
        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("pause");
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", trainer.Save("weights", 100, seed: 1)));
        trainer.Exit(0);

        (await agent.EndAsync()).ShouldBe(AgentExit.Success);

        attempt.Completion.ShouldNotBeNull();
        attempt.Released.ShouldBeFalse();
    }
}
