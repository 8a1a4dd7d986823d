using ModelMine.Core.Contracts;
using ModelMine.Server.Data;

namespace ModelMine.Server.Shell.Problems;

/// <summary>What to answer while the database does not.</summary>
internal static class DatabaseProblems
{
    /// <summary>How long to wait before asking again: a restart of a database takes some seconds.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    /// <summary>The answer; null when the fault is not the database's.</summary>
    /// <param name="error">What the request threw.</param>
    public static Problem? Of(Exception error) => error switch
    {
        UnknownOutcomeException => New(
            "outcome_unknown", "The database's connection broke while this was being stored.",
            "It may or may not have been. Look, or send it again: with the same Idempotency-Key it happens once."),
        _ when DatabaseFaults.IsFull(error) => New(
            "database_full", "The disk of the server's database is full.",
            "Nothing was changed, and jobs that run go on. Whoever runs the server must free disk space; then try again."),
        _ when DatabaseFaults.IsUnavailable(error) => New(
            "database_unavailable", "The database does not answer at the moment.",
            "Nothing was changed, and jobs that run go on. Try again in a few seconds."),
        _ => null,
    };

    private static Problem New(string code, string title, string detail) =>
        new() { Status = StatusCodes.Status503ServiceUnavailable, Code = code, Title = title, Detail = detail };
}
