using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>Every time of a job is the database's: whoever's clock was wrong left no trace.</summary>
internal sealed class L3TimesAreTheDatabases() : BooksQuery("L3", "A time lies in the future, or before what had to come first: it is not the database's", """
    SELECT id FROM jobs
    WHERE created_at > now_ms() OR started_at > now_ms() OR finished_at > now_ms() OR started_at < created_at OR finished_at < COALESCE(started_at, created_at)
    UNION
    SELECT a.job_id FROM attempts a JOIN jobs j ON j.id = a.job_id
    WHERE a.started_at > now_ms() OR a.ended_at > now_ms() OR a.ended_at < a.started_at OR a.started_at < j.started_at
    UNION
    SELECT job_id FROM transfers WHERE at > now_ms() AND job_id IS NOT NULL
    """);
