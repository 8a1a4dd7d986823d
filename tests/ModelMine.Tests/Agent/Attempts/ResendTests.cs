using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Attempts;

/// <summary>Whatever is lost on the way, everything arrives, once, in order.</summary>
public sealed class ResendTests
{
    [Fact]
    public async Task Report_WhoseAnswerIsLost_IsSentAgain_AndTakenOnce()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Server.Next("report", Fault.AnswerLost, Fault.RequestLost, Fault.Unavailable, Fault.AnswerLost);
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        for (var step = 1; step <= 50; step++)
        {
            trainer.Say(Messages.Progress(step), Messages.Loss(step), Messages.Log($"line {step}"));
            if (step % 10 == 0) await agent.UntilAsync(_ => attempt.Points.Count == step);
        }

        await agent.UntilAsync(_ => attempt.Logs.Count == 50);

        attempt.Points.Select(point => point.Step).ShouldBe(Enumerable.Range(1, 50).Select(step => (long)step));
        attempt.Logs.Select(line => line.Message).ShouldBe(Enumerable.Range(1, 50).Select(step => $"line {step}"));
        ((long)attempt.ReportsSeen).ShouldBeGreaterThan(attempt.LastSeq);
    }

    [Fact]
    public async Task Report_ThatTheServerRefuses_IsLeftOut_AndTheNextOnesGoOn()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Server.Next("report", Fault.Refused);
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Log("refused"));
        await agent.UntilLoggedAsync("Error: Report 1 was refused");

        trainer.Say(Messages.Log("taken"));
        await agent.UntilAsync(_ => attempt.Logs.Count > 0);

        attempt.Logs.ShouldHaveSingleItem().Message.ShouldBe("taken");
        attempt.LastSeq.ShouldBe(2);
    }

    [Fact]
    public async Task Completion_WhoseAnswerIsLost_IsSentAgain_AndSettlesOnce()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Server.Next("complete", Fault.RequestLost, Fault.AnswerLost, Fault.AnswerLost);
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", trainer.Save("weights", 10, seed: 1)));
        trainer.Exit(0);
        await agent.UntilLoggedAsync("is settled: accuracy 0.97, block 1, 80 tokens earned");

        agent.Network.Order.Count(entry => entry == "complete att_1").ShouldBe(3);
        attempt.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Completion_ThatComesTooLate_IsGivenUp()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { Heartbeat = TimeSpan.FromHours(1) };
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        agent.Network.Write(_ => attempt.Epoch++);
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", trainer.Save("weights", 10, seed: 1)));
        trainer.Exit(0);

        agent.Network.Offer("att_2");
        await agent.TrainerAsync();

        agent.Network.Order.Count(entry => entry == "complete att_1").ShouldBe(1);
        attempt.Completion.ShouldBeNull();
    }

    [Fact]
    public async Task Upload_CutInTheMiddle_GoesOnFromWhereTheServerStands()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Server.Next("PATCH", Fault.HalfTaken, Fault.AnswerLost, Fault.RequestLost);
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        const int size = 10_000_000;
        var weights = trainer.Save("weights", size, seed: 1);
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", weights));
        trainer.Exit(0);
        await agent.UntilAsync(_ => attempt.Completion is not null);

        agent.Network.Blobs.Values.ShouldHaveSingleItem().AsSpan().SequenceEqual(weights).ShouldBeTrue();
        var pieces = agent.Network.Order.Where(entry => entry.StartsWith("PATCH", StringComparison.Ordinal)).ToList();
        const int piece = 4 * 1024 * 1024;
        pieces.ShouldBe([$"PATCH 0+{piece / 2}", $"PATCH {piece / 2}+{piece}", $"PATCH {piece / 2 + piece}+{size - piece / 2 - piece}"]);
    }

    [Fact]
    public async Task Weights_ThatTheServerHasAlready_AreNotSent()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        var weights = trainer.Save("weights", 1000, seed: 1);
        agent.Network.Write(network => network.Blobs[Messages.Digest(weights)] = weights);
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", weights));
        trainer.Exit(0);
        await agent.UntilAsync(_ => attempt.Completion is not null);

        agent.Network.Order.ShouldNotContain(entry => entry.StartsWith("PATCH", StringComparison.Ordinal));
    }
}
