using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Charts;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>What a job's page knows: the job, its curves and the end of its log, kept true event by event.</summary>
/// <param name="job">The job as read.</param>
public sealed class JobFollower(JobDetail job)
{
    /// <summary>Points of a curve beyond which it is read anew, thinned out.</summary>
    public const int MostPoints = 6000;

    /// <summary>The job, with its newest progress.</summary>
    public JobDetail Job { get; private set; } = job;

    /// <summary>Its curves.</summary>
    public CurveSet Curves { get; } = new();

    /// <summary>The end of its log.</summary>
    public LogTail Log { get; } = new();

    /// <summary>Takes the job as read anew. Older than what events have told already, it keeps their progress.</summary>
    /// <param name="job">The job.</param>
    public void Replace(JobDetail job)
    {
        var older = job.LastEventSeq < Job.LastEventSeq;
        Job = older ? job with { Progress = Job.Progress, LastEventSeq = Job.LastEventSeq } : job;
    }

    /// <summary>Takes an event into account.</summary>
    /// <param name="jobEvent">The event.</param>
    /// <returns>Whether the job must be read anew: more has changed than the event tells.</returns>
    public bool Apply(JobEvent jobEvent)
    {
        if (jobEvent.Metrics is { } metrics) Curves.Add(metrics);
        if (jobEvent.Logs is { } logs) Log.Add(logs);
        if (jobEvent.Seq <= Job.LastEventSeq) return false;
        Job = Job with { Progress = jobEvent.Progress ?? Job.Progress, LastEventSeq = jobEvent.Seq };
        return jobEvent.Type is not (JobEventType.Report or JobEventType.Snapshot);
    }
}
