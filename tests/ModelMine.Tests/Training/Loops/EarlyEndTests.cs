using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;
using ModelMine.Training.Loops;
using ModelMine.Training.Snapshots;

namespace ModelMine.Tests.Training.Loops;

/// <summary>When a training ends before its last epoch, and with which weights.</summary>
[Collection(TorchTests.Name)]
public sealed class EarlyEndTests : IDisposable
{
    private const int UnitsPerEpoch = 4;
    private const int SecondsPerUnit = 15;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Recorder _recorder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EarlyStopping_WhenTheScoreStaysBehindItsBest_StopsAfterPatience_WithTheBestWeights()
    {
        // The second epoch is best, the third as good, the others worse: 2 + 3 epochs are made.
        using var learner = Learner(epochs: 10, [0.5, 0.7, 0.7, 0.6, 0.6, 0.9]);
        var loop = Loop(learner, ""","earlyStopping":true,"patience":3""", 10);

        loop.Run(CancellationToken.None).ShouldBeTrue();

        learner.Unit.ShouldBe(5 * UnitsPerEpoch);
        learner.Weight.ShouldBe(2 * UnitsPerEpoch);
        loop.BestEpoch.ShouldBe(2);
        loop.EarlyEnd.ShouldBe(new(EarlyEnd.EarlyStopping, "Stopped after epoch 5 of 10: the validation score was not better than in epoch 2 for 3 epochs."));
        _recorder.Lines.ShouldContain($"Info: {loop.EarlyEnd!.Sentence}");
        var last = _recorder.Progresses[^1];
        (last.Step, last.TotalSteps, last.Epoch, last.Epochs, last.Fraction, last.SecondsLeft).ShouldBe((20, 20, 5, 5, 1, 0));
    }

    [Fact]
    public void EarlyStopping_ThatNeverHasToStop_StillDeliversTheBestWeights()
    {
        using var learner = Learner(epochs: 3, [0.5, 0.9, 0.8]);
        var loop = Loop(learner, ""","earlyStopping":true,"patience":5""", 3);

        loop.Run(CancellationToken.None);

        (loop.EarlyEnd, loop.BestEpoch, learner.Weight).ShouldBe((null, 2, 2f * UnitsPerEpoch));
    }

    [Fact]
    public void Training_WithoutEarlyStopping_DeliversTheLastWeights_AndNamesTheBestEpoch()
    {
        using var learner = Learner(epochs: 3, [0.9, 0.5, 0.5]);
        var loop = Loop(learner, "", 3);

        loop.Run(CancellationToken.None);

        (loop.EarlyEnd, loop.BestEpoch, learner.Weight).ShouldBe((null, 1, 3f * UnitsPerEpoch));
    }

    [Fact]
    public void EarlyStopping_BrokenOffAndResumed_StopsAtTheSameEpochWithTheSameWeights()
    {
        const string Config = ""","earlyStopping":true,"patience":3""";
        var paused = new Recorder(pauseAfterSteps: 3 * UnitsPerEpoch + 1);
        using var first = Learner(epochs: 10, [0.5, 0.7, 0.7, 0.6, 0.6, 0.9]);
        Loop(first, Config, 10, paused).Run(CancellationToken.None).ShouldBeFalse();
        using var second = Learner(epochs: 10, [0.5, 0.7, 0.7, 0.6, 0.6, 0.9]);
        var loop = Loop(second, Config, 10);
        Resume(second, loop, paused);

        loop.Run(CancellationToken.None);

        (second.Unit, second.Weight, loop.BestEpoch).ShouldBe((5 * UnitsPerEpoch, 2f * UnitsPerEpoch, 2));
    }

    /// <summary>The trainer may be lost between the last snapshot and the result: what goes on from it must not train on.</summary>
    [Fact]
    public void Resume_FromTheSnapshotOfTheStop_TrainsNoStepMore()
    {
        const string Config = ""","earlyStopping":true,"patience":1""";
        using var first = Learner(epochs: 10, [0.7, 0.6, 0.9]);
        Loop(first, Config, 10).Run(CancellationToken.None);
        using var second = Learner(epochs: 10, [0.7, 0.6, 0.9]);
        var loop = Loop(second, Config, 10);
        Resume(second, loop, _recorder);

        loop.Run(CancellationToken.None).ShouldBeTrue();

        (second.Unit, second.Weight, loop.EarlyEnd!.Word).ShouldBe((2 * UnitsPerEpoch, 1f * UnitsPerEpoch, EarlyEnd.EarlyStopping));
    }

    [Fact]
    public void MaxMinutes_EndsWithTheNextStep_AndMeasuresWhatWasMade()
    {
        // 15 s a step: 90 s have passed with the sixth, the second of the second epoch.
        using var learner = Learner(epochs: 10, [0.5, 0.6]);
        var loop = Loop(learner, ""","maxMinutes":1.5""", 10);

        loop.Run(CancellationToken.None).ShouldBeTrue();

        learner.Unit.ShouldBe(6);
        learner.Measured.ShouldBe([1, 2]);
        loop.BestEpoch.ShouldBe(2);
        loop.EarlyEnd.ShouldBe(new(EarlyEnd.MaxMinutes, "Stopped when maxMinutes (1.5) had passed, 1.5 minutes after the beginning."));
        var last = _recorder.Progresses[^1];
        (last.Step, last.TotalSteps, last.Epoch, last.Epochs, last.Score, last.Fraction).ShouldBe((6, 6, 2, 2, 0.6, 1));
        _recorder.Snapshots[^1].Snapshot.Step.ShouldBe(6);
    }

    [Fact]
    public void MaxMinutes_AreCountedOverAttempts()
    {
        var paused = new Recorder(pauseAfterSteps: 4);
        using var first = Learner(epochs: 10, [0.5, 0.6]);
        Loop(first, ""","maxMinutes":1.5""", 10, paused).Run(CancellationToken.None).ShouldBeFalse();
        _time.Advance(TimeSpan.FromHours(1));
        using var second = Learner(epochs: 10, [0.5, 0.6]);
        var loop = Loop(second, ""","maxMinutes":1.5""", 10);
        Resume(second, loop, paused);

        loop.Run(CancellationToken.None);

        (second.Unit, loop.EarlyEnd!.Word).ShouldBe((6, EarlyEnd.MaxMinutes));
    }

    [Fact]
    public void MaxMinutes_DoNotCountTheTimeForWhichTheTrainingWasHeld()
    {
        var held = new Recorder { Hold = Hold };
        using var learner = Learner(epochs: 10, [0.5, 0.6]);
        var loop = Loop(learner, ""","maxMinutes":1.5""", 10, held);

        loop.Run(CancellationToken.None);

        (learner.Unit, loop.EarlyEnd!.Word, loop.Held).ShouldBe((6, EarlyEnd.MaxMinutes, TimeSpan.FromHours(6)));

        TimeSpan Hold()
        {
            _time.Advance(TimeSpan.FromHours(1));
            return TimeSpan.FromHours(1);
        }
    }

    [Fact]
    public void MaxMinutes_ThatEndWithAnEpoch_MeasureItOnce()
    {
        using var learner = Learner(epochs: 10, [0.5, 0.6]);

        Loop(learner, ""","maxMinutes":1""", 10).Run(CancellationToken.None);

        (learner.Unit, learner.Measured.Count).ShouldBe((UnitsPerEpoch, 1));
    }

    private CountingLearner Learner(int epochs, double[] scores) =>
        new(UnitsPerEpoch, epochs, _ => _time.Advance(TimeSpan.FromSeconds(SecondsPerUnit))) { ScoreAt = epoch => scores[epoch - 1] };

    private TrainingLoop Loop(ILearner learner, string more, int epochs, Recorder? recorder = null) => new(
        new()
        {
            Config = Configs.Parse($$"""{"modelType":"mlp","epochs":{{epochs}}{{more}}}"""),
            Folder = _folder.Path,
            Threads = 1,
            DatasetFolder = _folder.Path,
            Time = _time,
        },
        learner,
        new SnapshotFolder(_folder.Path),
        recorder ?? _recorder);

    private void Resume(CountingLearner learner, TrainingLoop loop, Recorder saved)
    {
        using var snapshot = new SnapshotFile(_folder.File(saved.Snapshots[^1].File));
        learner.Load(snapshot);
        loop.Load(snapshot);
    }
}
