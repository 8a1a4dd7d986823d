using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>The jobs that a dashboard shows, kept true by events as far as they can, and by reading anew where they cannot.</summary>
public sealed class JobBoard
{
    private List<JobSummary> _jobs = [];

    /// <summary>The jobs, newest first.</summary>
    public IReadOnlyList<JobSummary> Jobs => _jobs;

    /// <summary>Where the list goes on; null at its end.</summary>
    public string? Next { get; private set; }

    /// <summary>Takes a first part of the list.</summary>
    /// <param name="page">The newest jobs.</param>
    public void Replace(Page<JobSummary> page)
    {
        _jobs = [.. page.Items];
        Next = page.Next;
    }

    /// <summary>Adds the part that follows. A job that came twice, because newer ones pushed it down, is shown once.</summary>
    /// <param name="page">Older jobs.</param>
    public void Append(Page<JobSummary> page)
    {
        var known = _jobs.Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
        _jobs.AddRange(page.Items.Where(job => !known.Contains(job.Id)));
        Next = page.Next;
    }

    /// <summary>Takes an event into account.</summary>
    /// <param name="jobEvent">The event.</param>
    /// <returns>Whether the list must be read anew: the job changed its state, or was submitted.</returns>
    public bool Apply(JobEvent jobEvent)
    {
        if (jobEvent.Type != JobEventType.Report) return jobEvent.Type != JobEventType.Snapshot;
        var index = _jobs.FindIndex(job => job.Id == jobEvent.JobId);
        if (index < 0 || _jobs[index].LastEventSeq >= jobEvent.Seq) return false;
        var job = _jobs[index];
        if (job.Status != jobEvent.Status) return true;
        _jobs[index] = job with { Progress = jobEvent.Progress ?? job.Progress, LastEventSeq = jobEvent.Seq };
        return false;
    }
}
