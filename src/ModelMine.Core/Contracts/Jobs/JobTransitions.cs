namespace ModelMine.Core.Contracts;

/// <summary>The one table of the moves that a job may make (invariant J2).</summary>
public static class JobTransitions
{
    private static readonly HashSet<(JobStatus From, JobStatus To)> Allowed =
    [
        (JobStatus.Pending, JobStatus.Running),
        (JobStatus.Pending, JobStatus.Canceled),
        (JobStatus.Pending, JobStatus.Failed),
        (JobStatus.Running, JobStatus.Pending),
        (JobStatus.Running, JobStatus.Completed),
        (JobStatus.Running, JobStatus.Failed),
        (JobStatus.Running, JobStatus.Canceled),
    ];

    /// <summary>Whether a job may go from one state straight to the other.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it would go.</param>
    public static bool IsAllowed(JobStatus from, JobStatus to) => Allowed.Contains((from, to));

    /// <summary>Whether nothing can change the state any more.</summary>
    /// <param name="status">The state.</param>
    public static bool IsTerminal(this JobStatus status) => status is JobStatus.Completed or JobStatus.Failed or JobStatus.Canceled;
}
