using ModelMine.Core.JobConfigs;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Loops;

/// <summary>The time that a job may train, counted over its attempts: what an attempt spent until its snapshot is in the snapshot.</summary>
/// <param name="config">Reads <c>maxMinutes</c>.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeBudget(EffectiveConfig config, TimeProvider time)
{
    private readonly double _seconds = 60 * config.Number("maxMinutes");
    private readonly long _began = time.GetTimestamp();
    private double _before;

    /// <summary>Seconds spent, those of earlier attempts among them.</summary>
    public double Spent => _before + time.GetElapsedTime(_began).TotalSeconds;

    public bool IsUsedUp => _seconds > 0 && Spent >= _seconds;

    /// <summary>Does not count so much of the time that has passed.</summary>
    public void Exclude(TimeSpan span) => _before -= span.TotalSeconds;

    public void Save(SnapshotContent content) => content.Add("secondsSpent", Spent);

    public void Load(SnapshotFile snapshot) => _before = snapshot.Number("secondsSpent");
}
