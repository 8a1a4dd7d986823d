using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Attempts;

/// <summary>
/// What a trainer did and the server does not know yet: the newest progress, every point, and every line within bounds that hold
/// more than a lease's worth. Safe from any thread.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ReportQueue(TimeProvider time) : ITrainerListener
{
    /// <summary>Points that a report may carry.</summary>
    public const int MostPoints = 5000;

    /// <summary>Lines that a report may carry.</summary>
    public const int MostLines = 1000;

    private const int MostCharacters = 1_000_000;
    private const int KeptPoints = 500_000;
    private const int KeptLines = 20_000;
    private const int KeptCharacters = 8_000_000;

    private readonly Lock _lock = new();
    private readonly PendingCurves _curves = new(KeptPoints);
    private readonly PendingLines _lines = new(time, KeptLines, KeptCharacters);
    private JobProgress? _progress;

    /// <summary>Hears of snapshots, which go another way.</summary>
    public Action<TrainerSnapshot>? SnapshotSaved { get; init; }

    public void Said(TrainerMessage message)
    {
        if (message is TrainerSnapshot snapshot) SnapshotSaved?.Invoke(snapshot);
        lock (_lock)
        {
            if (message is TrainerProgress progress) _progress = progress.Progress;
            else if (message is TrainerMetric metric) _curves.Add(metric.Series);
            else if (message is TrainerLog log) _lines.Add(new LogLine(0, log.At, Level(log.Level), LogText.Clean(log.Message)));
        }
    }

    public void Wrote(string text) => Log("warning", text);

    /// <summary>Adds a line of the agent's own.</summary>
    /// <param name="level"><c>info</c>, <c>warning</c>, <c>error</c>.</param>
    /// <param name="text">The line.</param>
    public void Log(string level, string text)
    {
        lock (_lock) _lines.Add(new LogLine(0, time.GetUtcNow(), level, LogText.Clean(text)));
    }

    /// <summary>Makes a report of what waits, or of as much as one may carry.</summary>
    /// <param name="leaseEpoch">The fence.</param>
    /// <param name="seq">Number of the report.</param>
    /// <returns>Null when nothing waits.</returns>
    public AttemptReport? Take(long leaseEpoch, long seq)
    {
        lock (_lock)
        {
            if (_curves.Dropped > 0)
            {
                _lines.Add(new LogLine(0, time.GetUtcNow(), "warning", $"{_curves.Dropped:N0} measured points were left out here: more than can be kept."));
                _curves.Dropped = 0;
            }

            if (_progress is null && _curves.IsEmpty && _lines.IsEmpty) return null;
            var report = new AttemptReport
            {
                LeaseEpoch = leaseEpoch,
                ReportSeq = seq,
                Progress = _progress,
                Metrics = _curves.Take(MostPoints),
                Logs = _lines.Take(MostLines, MostCharacters),
            };
            _progress = null;
            return report;
        }
    }

    private static string Level(string? level) => level is "debug" or "info" or "warning" or "error" ? level : "info";
}
