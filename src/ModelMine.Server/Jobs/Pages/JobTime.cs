using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>Says the one time that matters about a job: what is left while it runs, what it took when it is done.</summary>
public static class JobTime
{
    /// <summary>What stands where there is no time to say.</summary>
    public const string Nothing = "–";

    /// <summary>Such as <c>2 min 14 s left</c>, <c>took 45 s</c>; a dash while nothing was measured.</summary>
    /// <param name="job">The job.</param>
    public static string Say(JobSummary job) => job.Status switch
    {
        JobStatus.Running when job.Progress?.SecondsLeft is { } left => $"{HumanDuration.Say(left)} left",
        JobStatus.Running when job.Progress?.Fetching is not null => "fetching data",
        JobStatus.Running => "measuring…",
        _ when job is { StartedAt: { } started, FinishedAt: { } finished } => $"took {HumanDuration.Say(finished - started)}",
        _ => Nothing,
    };
}
