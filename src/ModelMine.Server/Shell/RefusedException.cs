using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell;

/// <summary>A request that cannot be granted, with the reason for whoever asked. The API answers it as problem details.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Stable word for programs.</param>
/// <param name="title">What is wrong.</param>
/// <param name="detail">What to do.</param>
/// <param name="errors">Each thing wrong in the body.</param>
public sealed class RefusedException(int status, string code, string title, string? detail = null, IReadOnlyList<ProblemItem>? errors = null)
    : Exception(title)
{
    /// <summary>Code of <see cref="StaleLease"/>.</summary>
    public const string StaleLeaseCode = "stale_lease";

    /// <summary>The answer's body.</summary>
    public Problem Problem { get; } = new() { Status = status, Code = code, Title = title, Detail = detail, Errors = errors };

    /// <summary>How long to wait before asking again; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>404: it is not there, or not for this user to know of.</summary>
    /// <param name="what">What was asked for, such as <c>job</c>.</param>
    public static RefusedException NotFound(string what) => new(404, "not_found", $"There is no such {what}.", $"Check the id; you see only what is yours.");

    /// <summary>409: the lease is held no longer, and nothing was changed.</summary>
    public static RefusedException StaleLease() => new(
        409, StaleLeaseCode, "The lease of this attempt is no longer held; nothing was changed.", "Stop the attempt.");
}
