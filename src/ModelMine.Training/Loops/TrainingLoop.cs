using System.Globalization;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Loops;

/// <summary>
/// Leads a learner from where it stands to its last unit, or to an early end: reports what is measured, measures at the end of each
/// epoch, saves snapshots, and stops at a loss that is no number.
/// </summary>
internal sealed class TrainingLoop(TrainingRequest request, ILearner learner, SnapshotFolder snapshots, ITrainingObserver observer) : IPointSink
{
    private readonly EffectiveConfig _config = request.Config;
    private readonly TimeProvider _time = request.Time;
    private readonly TimeSpan _snapshotEvery = request.SnapshotEvery ?? TimeSpan.FromSeconds(request.Config.Int32("snapshotEverySeconds"));
    private readonly Ending _ending = new(request.Config, learner.ScoreName, () => learner.Model.Parameters, request.Time);
    private long _lastProgress, _lastSnapshot, _savedUnit, _measuredUnit;
    private double? _loss, _score;
    private double _measuringSeconds;
    private int _measured;

    /// <summary>How fast the units went.</summary>
    public Pace Pace { get; } = new(request.Time);

    /// <summary>How long the training was held.</summary>
    public TimeSpan Held { get; private set; }

    /// <summary>Why the training ended before its last epoch; null when it did not.</summary>
    public EarlyEnd? EarlyEnd { get; private set; }

    /// <summary>Epoch that validated best; null when none was finished.</summary>
    public int? BestEpoch => _ending.BestEpoch;

    /// <summary>Takes the state of a loop of the same config, whose learner has been loaded.</summary>
    public void Load(SnapshotFile snapshot)
    {
        _ending.Load(snapshot);
        _measuredUnit = snapshot.Whole("measuredUnit");
    }

    /// <summary>Trains to the end. The learner's model then has the weights that are to be delivered.</summary>
    /// <returns>False when the observer asked for a pause: a snapshot was saved.</returns>
    /// <exception cref="TrainingException">The loss became no number.</exception>
    /// <exception cref="OperationCanceledException">The training was called off.</exception>
    public bool Run(CancellationToken cancellation)
    {
        (_lastSnapshot, _savedUnit) = (_time.GetTimestamp(), learner.Unit);
        var units = learner.UnitsPerEpoch * _config.Epochs;
        observer.Begins(TrainingPhase.Training);
        while (learner.Unit < units && (EarlyEnd = _ending.Reason) is null)
        {
            cancellation.ThrowIfCancellationRequested();
            Rest(cancellation);
            if (observer.PauseRequested)
            {
                Save();
                return false;
            }

            Advance();
            if (learner.Unit % learner.UnitsPerEpoch == 0)
            {
                FinishEpoch((int)(learner.Unit / learner.UnitsPerEpoch), $"Epoch {learner.Unit / learner.UnitsPerEpoch} of {_config.Epochs}");
            }
            else if (_time.GetElapsedTime(_lastSnapshot) >= _snapshotEvery)
            {
                Save();
            }

            if (_time.GetElapsedTime(_lastProgress) >= request.ProgressEvery)
            {
                ReportProgress();
            }
        }

        End();
        return true;
    }

    public void Point(string name, long atStep, double value) => observer.Point(name, atStep, Finite(value, $"{name} became"));

    // Neither the pace nor the time that the config allows counts what somebody else held up.
    private void Rest(CancellationToken cancellation)
    {
        var held = observer.WaitWhileHeld(cancellation);
        Held += held;
        _ending.Exclude(held);
    }

    private void Advance()
    {
        Pace.BeginUnit();
        var result = learner.Advance(this);
        Pace.EndUnit(result.Samples);
        if (result.Loss is { } loss)
        {
            _loss = Finite(loss, "The training loss became");
            observer.Point("train/loss", learner.Step, loss);
        }
    }

    private void End()
    {
        if (EarlyEnd is { } early)
        {
            observer.Log(TrainingLogLevel.Info, early.Sentence);
            if (_measuredUnit < learner.Unit)
            {
                FinishEpoch(EpochUnderWay, $"The begun epoch {EpochUnderWay} of {_config.Epochs}");
            }
        }

        _ending.Deliver();
        ReportProgress();
    }

    private void FinishEpoch(int epoch, string what)
    {
        var began = _time.GetTimestamp();
        observer.Begins(TrainingPhase.Measuring);
        var report = learner.FinishEpoch(epoch);
        _measuringSeconds += _time.GetElapsedTime(began).TotalSeconds;
        _measured++;
        foreach (var (name, value) in report.Points)
        {
            Point(name, learner.Step, value);
        }

        _score = Finite(report.Score, $"The validation {learner.ScoreName} became");
        _measuredUnit = learner.Unit;
        _ending.Take(epoch, report.Score);
        observer.Log(TrainingLogLevel.Info, $"{what}: {report.Summary}");
        if (report.Sample is { } sample)
        {
            observer.Log(TrainingLogLevel.Info, $"The model writes: {sample}");
        }

        _savedUnit = -1;
        Save();
        ReportProgress();
    }

    private void Save()
    {
        if (learner.Unit != _savedUnit)
        {
            observer.Begins(TrainingPhase.Saving);
            var content = new SnapshotContent();
            SnapshotIdentity.Write(content, _config, request.Threads);
            learner.Save(content);
            _ending.Save(content);
            content.Add("measuredUnit", _measuredUnit);
            var (file, snapshot) = snapshots.Save(content, learner.Unit, learner.Step, (int)(learner.Unit / learner.UnitsPerEpoch));
            observer.SnapshotSaved(file, snapshot);
            observer.Begins(TrainingPhase.Training);
        }

        (_lastSnapshot, _savedUnit) = (_time.GetTimestamp(), learner.Unit);
    }

    // What ended early has no steps and epochs left: those that were made are all there are.
    private void ReportProgress()
    {
        _lastProgress = _time.GetTimestamp();
        observer.Progress(new()
        {
            Step = learner.Step,
            TotalSteps = EarlyEnd is null ? learner.TotalSteps : learner.Step,
            Epoch = Math.Min(EpochUnderWay, EarlyEnd is null ? _config.Epochs : EpochsBegun),
            Epochs = EarlyEnd is null ? _config.Epochs : EpochsBegun,
            SamplesPerSecond = Pace.SamplesPerSecond,
            SecondsLeft = EarlyEnd is null ? SecondsLeft() : 0,
            Loss = _loss,
            Score = _score,
            ScoreName = _score is null ? null : learner.ScoreName,
        });
    }

    private int EpochUnderWay => (int)(learner.Unit / learner.UnitsPerEpoch) + 1;

    private int EpochsBegun => (int)((learner.Unit + learner.UnitsPerEpoch - 1) / learner.UnitsPerEpoch);

    /// <summary>Units left at the measured pace, and the epochs' ends left at the measured length.</summary>
    private double? SecondsLeft()
    {
        if (Pace.UnitsPerSecond is not { } pace)
        {
            return null;
        }

        var unitsLeft = learner.UnitsPerEpoch * _config.Epochs - learner.Unit;
        var endsLeft = _config.Epochs - learner.Unit / learner.UnitsPerEpoch;
        return unitsLeft / pace + (_measured == 0 ? 0 : endsLeft * _measuringSeconds / _measured);
    }

    private double Finite(double value, string became)
    {
        if (double.IsFinite(value))
        {
            return value;
        }

        var epoch = (learner.Unit - 1) / learner.UnitsPerEpoch + 1;
        throw new TrainingException(
            string.Create(CultureInfo.InvariantCulture, $"{became} {value} at step {learner.Step:N0} (epoch {epoch} of {_config.Epochs}): the training diverged. Try a learningRate below {_config.LearningRate:R}, such as {_config.LearningRate / 10:R}, or the optimizer adam."),
            retryable: false);
    }
}
