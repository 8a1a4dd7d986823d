using System.Globalization;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>
/// Tells a trainer that gets somewhere from one that hangs, also from one that hangs and talks. It gets somewhere when a count
/// goes beyond what it was at any time before (steps, training epochs, bytes of a file), or when it begins a phase that it was not
/// in since. Log lines alone are talk. Safe from any thread.
/// </summary>
/// <param name="timings">How long is too long.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressWatch(AgentTimings timings, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<TrainingPhase> _phases = [];
    private TrainingPhase _phase = TrainingPhase.Training;
    private bool _rests;
    private FetchProgress? _fetched;
    private long _step;
    private int _epoch;
    private long _lastWord = time.GetTimestamp();
    private long _lastMove = time.GetTimestamp();

    /// <summary>The trainer said something.</summary>
    /// <param name="message">What.</param>
    public void Hear(TrainerMessage message)
    {
        lock (_lock)
        {
            _lastWord = time.GetTimestamp();
            if (Moves(message)) _lastMove = _lastWord;
        }
    }

    /// <summary>The trainer was told to rest, and does: until <see cref="Resume"/> it cannot hang.</summary>
    public void Rest()
    {
        lock (_lock) _rests = true;
    }

    /// <summary>The trainer may go on; its time counts from now.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _rests = false;
            _lastWord = _lastMove = time.GetTimestamp();
        }
    }

    /// <summary>Why the trainer hangs; null when it does not.</summary>
    public StopCause? Problem()
    {
        lock (_lock)
        {
            if (_rests) return null;
            // Whoever measures a large model has nothing to say until that is done: only the longer bound holds there.
            if (_phase == TrainingPhase.Training && time.GetElapsedTime(_lastWord) > timings.Silence)
                return Hangs($"The trainer said nothing for {Words(timings.Silence)}");
            return time.GetElapsedTime(_lastMove) > timings.Stall
                ? Hangs($"The trainer got no further for {Words(timings.Stall)}, whatever it said meanwhile ({Where()})")
                : null;
        }
    }

    private bool Moves(TrainerMessage message) => message switch
    {
        TrainerProgress { Progress: { Fetching: { } fetching } } => Fetches(fetching),
        TrainerProgress { Progress: var progress } => Counts(progress.Step, progress.Epoch),
        TrainerMetric { Series.Steps: [.., var step] } => Counts(step, 0),
        TrainerSnapshot { Snapshot: var snapshot } => Counts(snapshot.Step, 0),
        TrainerPhase { Phase: var phase } => Begins(phase),
        _ => false,
    };

    private bool Counts(long step, int epoch)
    {
        if (step <= _step && epoch <= _epoch) return false;
        (_step, _epoch) = (Math.Max(_step, step), Math.Max(_epoch, epoch));
        _phase = TrainingPhase.Training;
        _phases.Clear();
        return true;
    }

    private bool Begins(TrainingPhase phase)
    {
        _phase = phase;
        return _phases.Add(phase);
    }

    private bool Fetches(FetchProgress fetching)
    {
        if (fetching.File == _fetched?.File && fetching.Bytes <= _fetched.Bytes) return false;
        _fetched = fetching;
        return true;
    }

    private string Where() => string.Create(CultureInfo.InvariantCulture, $"{Doing()}, {(_step > 0 ? $"after step {_step:N0}" : "before its first step")}");

    private string Doing() => _phase switch
    {
        TrainingPhase.Reading => _fetched is { } file ? $"reading data, {file.File} last" : "reading data",
        TrainingPhase.Measuring => "measuring",
        TrainingPhase.Saving => "saving",
        _ => "training",
    };

    private static string Words(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? $"{time.TotalSeconds:0.#} seconds" : $"{time.TotalMinutes:0.#} minutes";

    private static StopCause Hangs(string what) => new($"{what}, and was ended.", IsFailure: true, IsRetryable: true, AtOnce: true);
}
