using ModelMine.Training.Loops;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Learners.Acting;

/// <summary>
/// The curve of the episodes' returns over optimizer steps. Episodes that end without an optimizer step in between share a point:
/// their mean.
/// </summary>
internal sealed class ReturnCurve
{
    private RunningMean _waiting;
    private long _lastStep;

    /// <summary>Takes the return of an episode that ended.</summary>
    public void Ended(double episodeReturn) => _waiting.Add(episodeReturn, 1);

    /// <summary>Draws what waits, if there was an optimizer step since the last point.</summary>
    /// <param name="step">Optimizer steps made.</param>
    /// <param name="points">Where the point goes.</param>
    public void Draw(long step, IPointSink points)
    {
        if (step > _lastStep && _waiting.Count > 0)
        {
            points.Point("train/return", step, _waiting.Mean);
            _lastStep = step;
            _waiting = default;
        }
    }

    public void Save(SnapshotContent content)
    {
        content.Add("returnsWaitingSum", _waiting.Sum);
        content.Add("returnsWaitingCount", _waiting.Count);
        content.Add("returnsLastStep", _lastStep);
    }

    public void Load(SnapshotFile snapshot)
    {
        _waiting = new(snapshot.Number("returnsWaitingSum"), snapshot.Whole("returnsWaitingCount"));
        _lastStep = snapshot.Whole("returnsLastStep");
    }
}
