using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>A key names one job of its user, and a job has one key at most.</summary>
internal sealed class J3KeysNameOneJob() : BooksQuery("J3", "An idempotency key names a job that is not there, not its user's, or another key's as well", """
    SELECT k.job_id FROM idempotency_keys k LEFT JOIN jobs j ON j.id = k.job_id AND j.user_id = k.user_id
    WHERE j.id IS NULL
    UNION ALL
    SELECT job_id FROM idempotency_keys GROUP BY job_id HAVING COUNT(*) > 1
    """);
