using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;
using ModelMine.Training;
using ModelMine.Training.Loops;
using ModelMine.Training.Snapshots;

namespace ModelMine.Tests.Training.Loops;

public sealed class TrainingLoopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ReportsEachStepsLoss_AndEachEpochsScore()
    {
        Loop(Learner(unitsPerEpoch: 4, epochs: 3)).Run(CancellationToken.None).ShouldBeTrue();

        _recorder.Points["train/loss"].Select(point => point.Step).ShouldBe(Enumerable.Range(1, 12).Select(step => (long)step));
        _recorder.Points["validation/accuracy"].ShouldBe([(4, 1), (8, 2), (12, 3)]);
        var last = _recorder.Progresses[^1];
        (last.Step, last.TotalSteps, last.Epoch, last.Epochs, last.Score, last.ScoreName, last.Fraction).ShouldBe((12, 12, 3, 3, 3, "accuracy", 1));
    }

    [Fact]
    public void Run_SavesAtTheEndOfEachEpoch_AndKeepsTheLastTwo()
    {
        Loop(Learner(unitsPerEpoch: 4, epochs: 3)).Run(CancellationToken.None);

        _recorder.Snapshots.Select(saved => (saved.Snapshot.Step, saved.Snapshot.TrainingEpoch)).ShouldBe([(4, 1), (8, 2), (12, 3)]);
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order()
            .ShouldBe(["snapshot-000000000008.safetensors", "snapshot-000000000012.safetensors"]);
    }

    [Fact]
    public void Run_SaysBeforeItFallsSilent_WhatItDoesMeanwhile()
    {
        Loop(Learner(unitsPerEpoch: 4, epochs: 2)).Run(CancellationToken.None);

        _recorder.Phases.ShouldBe([
            TrainingPhase.Training, TrainingPhase.Measuring, TrainingPhase.Saving, TrainingPhase.Training, TrainingPhase.Measuring, TrainingPhase.Saving, TrainingPhase.Training]);
    }

    [Fact]
    public void Run_OfALongEpoch_SavesWithinIt()
    {
        // 30 s a unit, a snapshot each 60 s.
        Loop(Learner(unitsPerEpoch: 5, epochs: 1, secondsPerUnit: 30)).Run(CancellationToken.None);

        _recorder.Snapshots.Select(saved => saved.Snapshot.Step).ShouldBe([2, 4, 5]);
    }

    [Fact]
    public void Run_ToldToPause_SavesAndStops()
    {
        var recorder = new Recorder(pauseAfterSteps: 6);
        var learner = Learner(unitsPerEpoch: 4, epochs: 3);

        new TrainingLoop(Request(epochs: 3), learner, new SnapshotFolder(_folder.Path), recorder).Run(CancellationToken.None).ShouldBeFalse();

        learner.Unit.ShouldBe(6);
        recorder.Snapshots[^1].Snapshot.Step.ShouldBe(6);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Run_OfALossThatIsNoNumber_StopsAndNamesTheStepAndWhatToTry(double loss)
    {
        var learner = Learner(unitsPerEpoch: 4, epochs: 3, lossAt: step => step == 6 ? loss : 1);

        var error = Should.Throw<TrainingException>(() => Loop(learner).Run(CancellationToken.None));

        error.Retryable.ShouldBeFalse();
        error.Message.ShouldContain("at step 6 (epoch 2 of 3)");
        error.Message.ShouldContain("Try a learningRate below 0.001, such as 0.0001");
        _recorder.Points["train/loss"].ShouldAllBe(point => double.IsFinite(point.Value));
        _recorder.Snapshots.ShouldAllBe(saved => saved.Snapshot.Step == 4);
    }

    [Fact]
    public void Run_CalledOff_StopsBeforeTheNextStep()
    {
        using var cancellation = new CancellationTokenSource();
        var learner = new CountingLearner(4, 3, unit =>
        {
            if (unit == 3)
            {
                cancellation.Cancel();
            }
        });

        Should.Throw<OperationCanceledException>(() => Loop(learner).Run(cancellation.Token));

        learner.Unit.ShouldBe(3);
    }

    [Fact]
    public void TimeLeft_IsUnknownAtFirst_ThenThatOfTheMeasuredSteps()
    {
        Loop(Learner(unitsPerEpoch: 10, epochs: 2, secondsPerUnit: 0.5)).Run(CancellationToken.None);

        _recorder.Progresses[0].SecondsLeft.ShouldBeNull();
        _recorder.Progresses[0].SamplesPerSecond.ShouldBeNull();
        var middle = _recorder.Progresses.First(progress => progress.Step == 10);
        middle.SecondsLeft!.Value.ShouldBe(5, 0.01);
        middle.SamplesPerSecond!.Value.ShouldBe(20, 0.01);
        _recorder.Progresses[^1].SecondsLeft!.Value.ShouldBe(0, 0.01);
    }

    [Fact]
    public void Progress_IsReportedAtMostEachQuarterSecond_BesideTheEndsOfEpochs()
    {
        Loop(Learner(unitsPerEpoch: 1000, epochs: 1, secondsPerUnit: 0.01)).Run(CancellationToken.None);

        _recorder.Progresses.Count.ShouldBeInRange(38, 43);
    }

    private CountingLearner Learner(int unitsPerEpoch, int epochs, double secondsPerUnit = 0.01, Func<long, double>? lossAt = null) =>
        new(unitsPerEpoch, epochs, _ => _time.Advance(TimeSpan.FromSeconds(secondsPerUnit))) { LossAt = lossAt ?? (step => 1.0 / step) };

    private TrainingLoop Loop(ILearner learner) =>
        new(Request((int)(learner.TotalSteps / learner.UnitsPerEpoch)), learner, new SnapshotFolder(_folder.Path), _recorder);

    private TrainingRequest Request(int epochs) => new()
    {
        Config = Configs.Parse($$"""{"modelType":"mlp","epochs":{{epochs}}}"""),
        Folder = _folder.Path,
        Threads = 1,
        DatasetFolder = _folder.Path,
        Time = _time,
    };
}
