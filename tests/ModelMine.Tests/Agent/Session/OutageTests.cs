using ModelMine.Core.Contracts;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Session;

public sealed class OutageTests
{
    /// <summary>What a chatty trainer says in 60 s and more, while there is nobody to say it to.</summary>
    [Fact]
    public async Task ServerAwayAndBack_LosesNothing_AndNothingComesTwice()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Log("line 0"), Messages.Loss(1, 100));
        await agent.UntilAsync(_ => attempt.Points.Count == 100);

        await agent.Server.DieAsync();
        for (var second = 1; second <= 60; second++)
            trainer.Say(Messages.Progress(second * 200, 100_000), Messages.Loss(second * 200, 200), Messages.Log($"line {2 * second - 1}"), Messages.Log($"line {2 * second}"));
        var snapshot = trainer.Save("s2", 50_000, seed: 2);
        trainer.Say(Messages.Snapshot("s1", trainer.Save("s1", 50_000, seed: 1), step: 10), Messages.Snapshot("s2", snapshot, step: 20));
        await agent.UntilLoggedAsync("does not answer");
        await agent.Server.StartAsync();

        await agent.UntilAsync(_ => attempt.Logs.Count >= 121 && attempt.Points.Count >= 12_100 && attempt.Snapshots.Any(s => s.Step == 20));
        attempt.Logs.Select(line => line.Message).ShouldBe(Enumerable.Range(0, 121).Select(i => $"line {i}"));
        attempt.Points.Select(point => point.Step).ShouldBe(
            Enumerable.Range(1, 100).Concat(Enumerable.Range(1, 60).SelectMany(second => Enumerable.Range(second * 200, 200))).Select(step => (long)step));
        attempt.Progress!.Step.ShouldBe(12_000);
        agent.Network.Blobs.ShouldContainKey(Messages.Digest(snapshot));
        trainer.Exited.IsCompleted.ShouldBeFalse();
        agent.Log.Count(entry => entry.Contains("does not answer")).ShouldBe(1);
    }

    [Fact]
    public async Task ServerAwayForLongerThanALease_HoldsTheTrainer_WhichGoesOnWhenTheLeaseIsRenewed()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.LeaseSeconds = 2;
        // While it rests it may be silent for as long as it takes.
        agent.Timings = agent.Timings with { Silence = TimeSpan.FromMilliseconds(1700), Stall = TimeSpan.FromMilliseconds(1700) };
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        await agent.UntilAsync(network => network.Heartbeats[^1].Attempts.Count == 1);
        await agent.Server.DieAsync();
        trainer.Say(Messages.Progress(1));
        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("hold");
        trainer.Say(new TrainerPhase(TrainingPhase.Holding));
        await agent.UntilLoggedAsync("Attempt att_1 is held");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, agent.Patience);
        trainer.WasKilled.ShouldBeFalse();

        await agent.Server.StartAsync();
        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("resume");
        trainer.Say(new TrainerPhase(TrainingPhase.Training), Messages.Progress(2));
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", trainer.Save("weights", 100, seed: 1)));
        trainer.Exit(0);

        await agent.UntilAsync(_ => attempt.Completion is not null);
        attempt.Logs.ShouldHaveSingleItem().Message.ShouldStartWith("The training was held for");
    }

    [Fact]
    public async Task ServerThatGaveTheJobAwayMeanwhile_EndsTheTrainerThatIsHeld()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Network.LeaseSeconds = 2;
        agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        await agent.UntilAsync(network => network.Heartbeats[^1].Attempts.Count == 1);
        await agent.Server.DieAsync();
        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("hold");
        trainer.Say(new TrainerPhase(TrainingPhase.Holding));
        await agent.UntilLoggedAsync("Attempt att_1 is held");

        agent.Network.TakeAway("att_1", "the job went to another attempt");
        await agent.Server.StartAsync();

        (await trainer.NextCommandAsync(agent.Patience)).ShouldBe("stop");
        await trainer.Exited.WaitAsync(agent.Patience);
    }

    [Fact]
    public async Task TrainerThatEndsWhileTheServerIsAway_IsSettledWhenItComesBack()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        await agent.Server.DieAsync();
        trainer.Say(Messages.Log("last"), Messages.Result(attempt.Grant.ConfigDigest, "weights", trainer.Save("weights", 100, seed: 1)));
        trainer.Exit(0);
        await agent.UntilLoggedAsync("does not answer");

        await agent.Server.StartAsync();
        await agent.UntilAsync(_ => attempt.Completion is not null);

        attempt.Logs.ShouldHaveSingleItem().Message.ShouldBe("last");
    }

    [Fact]
    public async Task SnapshotsThatPileUp_AreSentInOrder_AndTheOlderWaitingOneIsSkipped()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        // The first snapshot cannot be sent until the others wait behind it.
        agent.Server.Next("HEAD", Enumerable.Repeat(Fault.Unavailable, 2).ToArray());
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say([.. Enumerable.Range(1, 5).Select(i => Messages.Snapshot($"s{i}", trainer.Save($"s{i}", 1000, seed: i), step: i))]);

        await agent.UntilAsync(_ => attempt.Snapshots.Any(snapshot => snapshot.Step == 5));

        var steps = attempt.Snapshots.Select(snapshot => snapshot.Step).ToList();
        steps.ShouldBe(steps.Order());
        steps.Count.ShouldBeLessThan(5);
        trainer.Exited.IsCompleted.ShouldBeFalse();
    }

    /// <summary>The next attempt goes on from the snapshot, and never measures again what came before it.</summary>
    [Fact]
    public async Task Snapshot_IsNamedOnlyWhenTheServerHasAllThatWasMeasuredBeforeIt()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { Report = TimeSpan.FromHours(1) };
        var attempt = agent.Network.Offer();
        agent.Server.Next("report", Fault.Unavailable, Fault.RequestLost, Fault.Unavailable);
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Loss(1, 7000), Messages.Snapshot("s", trainer.Save("s", 1000, seed: 1), step: 7000));

        await agent.UntilAsync(_ => attempt.Snapshots.Count == 1);

        attempt.Points.Count.ShouldBe(7000);
        agent.Network.Order.LastIndexOf("report att_1").ShouldBeLessThan(agent.Network.Order.IndexOf("snapshot att_1"));
    }
}
