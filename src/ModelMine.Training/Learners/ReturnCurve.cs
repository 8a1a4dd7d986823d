using ModelMine.Training.Loops;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Learners;

/// <summary>
/// The curve of the episodes' returns over optimizer steps. Episodes that end without an optimizer step in between share a point:
/// their mean.
/// </summary>
internal sealed class ReturnCurve
{
    private RunningMean _waiting;
    private long _lastStep;

    public void Ended(int episodeReturn, long step, IPointSink points)
    {
        _waiting.Add(episodeReturn, 1);
        if (step > _lastStep)
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
