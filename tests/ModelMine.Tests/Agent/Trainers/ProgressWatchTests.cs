using Microsoft.Extensions.Time.Testing;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Agent.Trainers;

public sealed class ProgressWatchTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _time = new();
    private readonly ProgressWatch _watch;

    public ProgressWatchTests() => _watch = new(new AgentTimings { Silence = 10 * Minute, Stall = 60 * Minute }, _time);

    public static TheoryData<TrainerMessage> Talk() =>
    [
        new TrainerLog(default, "info", "still at it"),
        Step(3),
        Fetched("a", 100),
        new TrainerMetric(new MetricSeries("train/loss", [3], [0.5])),
        new TrainerSnapshot("s", new SnapshotRef("d", 1, 3, 1)),
        new TrainerPhase(TrainingPhase.Training),
    ];

    public static TheoryData<TrainerMessage> Work() =>
    [
        Step(4),
        Step(3, epoch: 2),
        Fetched("a", 101),
        Fetched("b", 1),
        new TrainerMetric(new MetricSeries("validation/loss", [2, 4], [0.5, 0.4])),
        new TrainerPhase(TrainingPhase.Measuring),
    ];

    [Theory]
    [MemberData(nameof(Talk))]
    public void WhatWasSaidBefore_KeepsItFromBeingSilent_AndIsNoProgress(TrainerMessage again)
    {
        HearAll(Talk().Select(row => row.Data));

        HearEvery(Minute, again, times: 60);
        _watch.Problem().ShouldBeNull();
        HearEvery(Minute, again, times: 1);

        _watch.Problem().ShouldNotBeNull().Words.ShouldBe(
            "The trainer got no further for 60 minutes, whatever it said meanwhile (training, after step 3), and was ended.");
    }

    [Theory]
    [MemberData(nameof(Work))]
    public void WhatGoesBeyondAllBefore_IsProgress(TrainerMessage further)
    {
        HearAll(Talk().Select(row => row.Data));

        HearEvery(9 * Minute, new TrainerLog(default, "info", "still at it"), times: 6);
        _watch.Hear(further);
        HearEvery(9 * Minute, new TrainerLog(default, "info", "still at it"), times: 6);

        _watch.Problem().ShouldBeNull();
    }

    [Fact]
    public void Silence_BetweenSteps_IsAHang_AndWhileItMeasuresOnlyTheLongerBoundHolds()
    {
        _watch.Hear(Step(3));
        _watch.Hear(new TrainerPhase(TrainingPhase.Measuring));
        _time.Advance(59 * Minute);
        _watch.Problem().ShouldBeNull("a large model takes its time");

        _watch.Hear(new TrainerPhase(TrainingPhase.Training));
        _time.Advance(11 * Minute);
        _watch.Problem().ShouldNotBeNull().Words.ShouldBe("The trainer said nothing for 10 minutes, and was ended.");
    }

    [Fact]
    public void Trainer_ThatGoesToAndFroBetweenPhases_GetsNoFurther()
    {
        for (var minute = 0; minute < 65; minute++)
        {
            _watch.Hear(new TrainerPhase(minute % 2 == 0 ? TrainingPhase.Saving : TrainingPhase.Measuring));
            _time.Advance(Minute);
        }

        _watch.Problem().ShouldNotBeNull().IsRetryable.ShouldBeTrue();
    }

    [Fact]
    public void Trainer_ThatNeverSaidAWord_IsSilent()
    {
        _time.Advance(11 * Minute);

        _watch.Problem().ShouldNotBeNull().Words.ShouldContain("said nothing");
    }

    [Fact]
    public void Trainer_ThatWasToldToRest_CannotHang_AndItsTimeCountsFromWhenItGoesOn()
    {
        _watch.Rest();
        _time.Advance(600 * Minute);
        _watch.Problem().ShouldBeNull();

        _watch.Resume();
        _watch.Problem().ShouldBeNull();
        _time.Advance(11 * Minute);
        _watch.Problem().ShouldNotBeNull();
    }

    private void HearEvery(TimeSpan pause, TrainerMessage message, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _time.Advance(pause);
            _watch.Hear(message);
        }
    }

    private void HearAll(IEnumerable<TrainerMessage> messages)
    {
        foreach (var message in messages) _watch.Hear(message);
    }

    private static TrainerProgress Step(long step, int epoch = 1) => new(new JobProgress { Step = step, TotalSteps = 9, Epoch = epoch, Epochs = 3 });

    private static TrainerProgress Fetched(string file, long bytes) => new(JobProgress.Of(new FetchProgress(file, bytes, 1000)));
}
