using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Jobs;

/// <summary>How jobs, progress and results are said in a line.</summary>
internal static class JobWords
{
    public static string Word(JobStatus status) => status.ToString().ToUpperInvariant();

    public static string Colored(JobStatus status) => status switch
    {
        JobStatus.Completed => "[green]COMPLETED[/]",
        JobStatus.Running => "[cyan]RUNNING[/]",
        JobStatus.Failed => "[red]FAILED[/]",
        JobStatus.Canceled => "[yellow]CANCELED[/]",
        _ => Word(status),
    };

    /// <summary>Where a job stands: how far, how good, why it waits, or why it failed.</summary>
    public static string Standing(JobSummary job) => job switch
    {
        { Status: JobStatus.Pending, Waiting: { } waiting } => waiting.Sentence,
        { Status: JobStatus.Running, Progress: { } progress } => progress.Fetching is null ? $"{Percent(progress)} {TimeLeft(progress)}".TrimEnd() : Progress(progress),
        { Status: JobStatus.Failed, FailureReason: { } reason } => reason,
        { FinalScore: { } score } => Score(score.Name, score.Value),
        { Progress: { } progress } => Percent(progress),
        _ => "",
    };

    public static string Percent(JobProgress progress) => $"{Math.Floor(progress.Fraction * 100).ToString(CultureInfo.InvariantCulture)}%";

    /// <summary>Training epoch, loss, score, speed and time left: what is known of them.</summary>
    public static string Progress(JobProgress progress)
    {
        if (progress.Fetching is { } fetching) return $"fetching {fetching.File}  {Say.Bytes(fetching.Bytes)}{(fetching.TotalBytes is { } total ? $" of {Say.Bytes(total)}" : "")}";
        var parts = new List<string> { $"epoch {progress.Epoch}/{progress.Epochs}" };
        if (progress.Loss is { } loss) parts.Add($"loss {Say.Figure(loss)}");
        if (progress.Score is { } score) parts.Add(Score(progress.ScoreName, score));
        if (progress.SamplesPerSecond is { } speed) parts.Add($"{Say.Count((long)speed)}/s");
        if (TimeLeft(progress) is { Length: > 0 } left) parts.Add(left);
        return string.Join("  ", parts);
    }

    public static string Score(string? name, double score) => $"{name ?? "score"} {Say.Figure(score)}";

    public static string Result(JobResult result) =>
        $"{Score(result.ScoreName, result.Score)} on the test split, {Say.Count(result.Steps)} steps in {Say.Seconds(result.Seconds)}";

    private static string TimeLeft(JobProgress progress) => progress.SecondsLeft is { } seconds ? $"{Say.Seconds(seconds)} left" : "";
}
