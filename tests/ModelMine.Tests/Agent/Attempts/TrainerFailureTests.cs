using ModelMine.Core.Contracts;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Attempts;

public sealed class TrainerFailureTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public async Task Error_OfTheTrainer_IsPassedOnInItsOwnWords_AfterAllThatItReported()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Log("before"), new TrainerError("The loss is no longer a number.", Retryable: false));
        trainer.Exit(1);

        await agent.UntilAsync(_ => attempt.Failure is not null);

        attempt.Failure.ShouldBe(new FailureReport(7, "The loss is no longer a number.", false));
        attempt.Logs.ShouldHaveSingleItem().Message.ShouldBe("before");
    }

    [Fact]
    public async Task Crash_IsReportedWithTheSignalInWordsAndTheLastErrors()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.WriteError("libtorch: something is badly wrong\n" + string.Concat(Enumerable.Repeat("   at Somewhere.Deep()\n", 50)));
        trainer.Exit(139);

        await agent.UntilAsync(_ => attempt.Failure is not null);

        attempt.Failure!.Retryable.ShouldBeTrue();
        attempt.Failure.Reason.ShouldContain("SIGSEGV");
        attempt.Failure.Reason.ShouldContain("something is badly wrong");
        attempt.Failure.Reason.ShouldNotContain("Somewhere");
        attempt.Logs.ShouldAllBe(line => line.Level == "warning");
    }

    [Fact]
    public async Task SnapshotOfATrainerThatCrashed_IsStillUploaded()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Server.Next("PATCH", Fault.RequestLost, Fault.RequestLost);
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Snapshot("s", trainer.Save("s", 2000, seed: 1), step: 60));
        trainer.Exit(134);

        await agent.UntilAsync(_ => attempt.Failure is not null);

        attempt.Snapshots.ShouldHaveSingleItem().Step.ShouldBe(60);
    }

    [Fact]
    public async Task Memory_AboveWhatWasGranted_EndsTheTrainer_AndAnotherAttemptWouldNotHelp()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer(memoryMiB: 600);
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.ResidentBytes = 600 * MiB;
        await agent.UntilAsync(network => network.Heartbeats[^1].Attempts.Count == 1);
        trainer.Exited.IsCompleted.ShouldBeFalse();

        trainer.ResidentBytes = 750 * MiB;
        await agent.UntilAsync(_ => attempt.Failure is not null);

        trainer.WasKilled.ShouldBeTrue();
        attempt.Failure!.Retryable.ShouldBeFalse();
        attempt.Failure.Reason.ShouldBe("The trainer used 750 MiB, allowed were 600 MiB: choose a smaller batchSize or a smaller model.");
    }

    [Fact]
    public async Task Silence_ForTooLong_EndsTheTrainer_AndAnotherAttemptMayHelp()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { Silence = TimeSpan.FromMilliseconds(100) };
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();

        await agent.UntilAsync(_ => attempt.Failure is not null);

        trainer.WasKilled.ShouldBeTrue();
        attempt.Failure!.Retryable.ShouldBeTrue();
        attempt.Failure.Reason.ShouldContain("said nothing");
    }

    [Fact]
    public async Task Trainer_ThatTalksAndGetsNoFurther_IsEnded_AndAnotherAttemptMayHelp()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { Stall = TimeSpan.FromMilliseconds(300) };
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        while (!trainer.Exited.IsCompleted)
        {
            trainer.Say(Messages.Log("still at it"), Messages.Progress(3));
            await Task.WhenAny(trainer.Exited, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, agent.Patience));
        }

        await agent.UntilAsync(_ => attempt.Failure is not null);

        trainer.WasKilled.ShouldBeTrue();
        attempt.Failure!.Retryable.ShouldBeTrue();
        attempt.Failure.Reason.ShouldBe("The trainer got no further for 0.3 seconds, whatever it said meanwhile (training, after step 3), and was ended.");
    }

    [Fact]
    public async Task Trainer_ThatSpokeItsResultButDoesNotEnd_IsEnded_AndTheResultCounts()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        agent.Timings = agent.Timings with { ExitPatience = TimeSpan.FromMilliseconds(50) };
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Say(Messages.Result(attempt.Grant.ConfigDigest, "weights", trainer.Save("weights", 10, seed: 1)));

        await agent.UntilAsync(_ => attempt.Completion is not null);

        trainer.WasKilled.ShouldBeTrue();
    }

    [Fact]
    public async Task Garbage_BecomesAWarningInTheJobsLog_AndTrainingGoesOn()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        trainer.Write("hello\n{\"type\":\"surprise\"}\n{\"type\":\"metric\",\"series\":{\"name\":\"a\",\"steps\":[1],\"values\":[1e999]}}\n\u001b[31mred\u0000\n\n");
        trainer.Say(Messages.Progress(3));

        await agent.UntilAsync(_ => attempt.Progress?.Step == 3 && attempt.Logs.Count == 4);

        attempt.Logs.ShouldAllBe(line => line.Level == "warning");
        attempt.Logs[0].Message.ShouldBe("hello");
        attempt.Logs[3].Message.ShouldBe(" [31mred");
        attempt.Points.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flood_OfOutput_IsCutAndCounted_AndProgressStillArrives()
    {
        await using var agent = await AgentUnderTest.CreateAsync();
        var attempt = agent.Network.Offer();
        agent.Start();
        var trainer = await agent.TrainerAsync();
        var line = new string('x', 10_000) + "\n";
        for (var i = 0; i < 5000; i++) trainer.Write(line);
        trainer.Say(Messages.Progress(9));

        await agent.UntilAsync(_ => attempt.Progress?.Step == 9 && attempt.Logs.Any(log => log.Message.Contains("were left out here")));

        var logs = agent.Network.Read(_ => attempt.Logs.ToList());
        logs.Max(log => log.Message.Length).ShouldBe(4000);
        logs.Count.ShouldBeLessThan(3500);
    }
}
