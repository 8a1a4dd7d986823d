using System.Globalization;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Parameters;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Loops;

/// <summary>Decides when a training ends before its last epoch, and which epoch's weights are delivered.</summary>
internal sealed class Ending
{
    private readonly TimeBudget _time;
    private readonly BestEpoch _best;
    private readonly EffectiveConfig _config;
    private readonly int _patience;
    private int _epoch;

    /// <param name="config">Reads <c>earlyStopping</c>, <c>patience</c>, <c>maxMinutes</c>.</param>
    /// <param name="scoreName">Name of the validation score.</param>
    /// <param name="parameters">Gives the model's parameters, if their best state is to be kept.</param>
    /// <param name="time">The clock.</param>
    public Ending(EffectiveConfig config, string scoreName, Func<ParameterSet> parameters, TimeProvider time)
    {
        _config = config;
        _time = new(config, time);
        var early = config.Has("earlyStopping") && config.Flag("earlyStopping");
        _patience = early ? config.Int32("patience") : int.MaxValue;
        _best = new(scoreName, early ? parameters() : null);
    }

    /// <summary>Epoch that validated best; null before the first.</summary>
    public int? BestEpoch => _best.Number > 0 ? _best.Number : null;

    /// <summary>Why the training is to end now; null when it goes on.</summary>
    public EarlyEnd? Reason => true switch
    {
        _ when _epoch - _best.Number >= _patience => new(EarlyEnd.EarlyStopping, string.Create(
            CultureInfo.InvariantCulture,
            $"Stopped after epoch {_epoch} of {_config.Epochs}: the validation score was not better than in epoch {_best.Number} for {_patience} epochs.")),
        _ when _time.IsUsedUp => new(EarlyEnd.MaxMinutes, string.Create(
            CultureInfo.InvariantCulture,
            $"Stopped when maxMinutes ({_config.Number("maxMinutes"):R}) had passed, {_time.Spent / 60:0.##} minutes after the beginning.")),
        _ => null,
    };

    /// <summary>Takes what was measured at the end of an epoch.</summary>
    public void Take(int epoch, double score)
    {
        _epoch = epoch;
        _best.Take(epoch, score);
    }

    /// <summary>Does not count so much of the time that has passed.</summary>
    public void Exclude(TimeSpan span) => _time.Exclude(span);

    /// <summary>Gives the model the weights that are to be delivered.</summary>
    public void Deliver() => _best.Restore();

    public void Save(SnapshotContent content)
    {
        content.Add("scoredEpoch", _epoch);
        _time.Save(content);
        _best.Save(content);
    }

    public void Load(SnapshotFile snapshot)
    {
        _epoch = (int)snapshot.Whole("scoredEpoch");
        _time.Load(snapshot);
        _best.Load(snapshot);
    }
}
