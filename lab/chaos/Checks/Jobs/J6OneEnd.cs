using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>A job ends once: a cancel that races a completion has one outcome.</summary>
internal sealed class J6OneEnd() : BooksQuery("J6", "A job ended more than once", """
    SELECT job_id FROM job_events WHERE type IN ('COMPLETED', 'FAILED', 'CANCELED') GROUP BY job_id HAVING COUNT(*) > 1
    """);
