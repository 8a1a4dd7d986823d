using System.Diagnostics;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Attempts;

/// <summary>However an attempt is lost, its trainer stops, and the agent says nothing more about it.</summary>
public sealed class LossTests
{
    [Fact]
    public async Task Cancel_ReachesTheTrainerThroughTheWatch_WithinTwoSeconds()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        // Only the watch can bring it in time.
        agent.Timings = agent.Timings with { Heartbeat = TimeSpan.FromHours(1) };
        agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        var watch = Stopwatch.StartNew();

        agent.Network.TakeAway("att_1", "the job was canceled by its owner");

        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("stop");
        // It does not obey, so it is ended by force.
        await trainer.Exited.WaitAsync(agent.Patience);
        trainer.WasKilled.ShouldBeTrue();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Cancel_OfAnAttemptGrantedWhileAnotherIsWatched_IsSeenToo()
    {
        if (Environment.ProcessorCount < 2) Assert.Skip("Two slots need two cores.");
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Slots = 2;
        agent.Timings = agent.Timings with { Heartbeat = TimeSpan.FromHours(1) };
        agent.Network.Offer("att_1");
        agent.Start();
        var first = await agent.TrainerAsync();
        agent.Network.Offer("att_2");
        var second = await agent.TrainerAsync();

        agent.Network.TakeAway("att_2", "the job was canceled by its owner");

        (await second.NextCommandAsync(agent.Patience)).ShouldBe("stop");
        second.Exit(3);
        first.Exited.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Report_AnsweredWithAStaleLease_StopsTheTrainer()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { Heartbeat = TimeSpan.FromHours(1) };
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        agent.Network.Write(_ => attempt.Epoch++);
        trainer.Say(Messages.Progress(1));

        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("stop");
        trainer.Exit(3);

        // The slot is free, and nothing of the stale attempt was taken.
        agent.Network.Offer("att_2");
        await agent.TrainerAsync();
        attempt.ReportsSeen.ShouldBe(0);
        attempt.IsOver.ShouldBeFalse();
    }

    [Fact]
    public async Task Heartbeat_ThatSaysLost_StopsTheTrainer()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Server.Next("watch", Enumerable.Repeat(Fault.Unavailable, 100_000).ToArray());
        agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();

        agent.Network.TakeAway("att_1", "the node was silent");

        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("stop");
    }

    [Fact]
    public async Task Lease_ThatCannotBeRenewed_StopsTheTrainerBeforeItEnds()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.LeaseSeconds = 4;
        agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        await agent.UntilAsync(network => network.Heartbeats[^1].Attempts.Count == 1);
        var silence = Stopwatch.StartNew();
        await agent.Server.DieAsync();

        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("hold");
        // It does not come to rest, so it is ended.
        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("stop");

        // Before the end, counted from a request that was sent before the silence began.
        silence.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task LostAttempt_GetsNoFurtherWord()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Trainers.OnCommand = (trainer, _) => trainer.Exit(3);
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        agent.Network.TakeAway("att_1", "canceled");
        await trainer.Exited.WaitAsync(agent.Patience);
        await agent.UntilLoggedAsync("Attempt att_1 was stopped: canceled.");

        agent.Network.Order.ShouldNotContain("fail att_1");
        agent.Network.Order.ShouldNotContain("release att_1");
        attempt.Failure.ShouldBeNull();
    }
}
