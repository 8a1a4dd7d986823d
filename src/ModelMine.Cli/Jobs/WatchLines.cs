using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Jobs;

/// <summary>A job's events as plain lines, few enough for a log: each message, and progress each 5 % or 10 s.</summary>
internal sealed class WatchLines(Surroundings surroundings)
{
    private const int PercentStep = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private long _printedAt = surroundings.Time.GetTimestamp();
    private int _printedStep = -1;

    public void Begin(JobSummary job) =>
        Print($"{job.Title} ({job.Id}): {JobWords.Word(job.Status)} {JobWords.Standing(job)}".TrimEnd());

    public void Add(JobEvent jobEvent)
    {
        if (jobEvent.Message is { Length: > 0 } message) Print(message);
        if (jobEvent.Progress is { } progress && IsNews(progress)) Print($"{JobWords.Percent(progress),4}  {JobWords.Progress(progress)}");
    }

    private bool IsNews(JobProgress progress)
    {
        var step = (int)(progress.Fraction * 100) / PercentStep;
        if (step == _printedStep && surroundings.Time.GetElapsedTime(_printedAt) < Longest) return false;
        _printedStep = step;
        return true;
    }

    private void Print(string text)
    {
        _printedAt = surroundings.Time.GetTimestamp();
        var clock = surroundings.Time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        surroundings.Out.WriteLine($"{clock}  {text}");
        surroundings.Out.Flush();
    }
}
