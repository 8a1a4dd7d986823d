using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>Lost and failed attempts are counted, and never more than the job has.</summary>
internal sealed class J4AttemptsAreCounted() : BooksQuery("J4", "A job had more attempts than it may, or they were counted wrongly", """
    SELECT j.id FROM jobs j
    WHERE j.failed_attempts > j.max_attempts
        OR j.failed_attempts <> (SELECT COUNT(*) FROM attempts a WHERE a.job_id = j.id AND a.status IN ('FAILED', 'LOST'))
        OR j.attempt_number <> (SELECT COUNT(*) FROM attempts a WHERE a.job_id = j.id)
        OR j.attempt_number <> (SELECT COALESCE(MAX(a.number), 0) FROM attempts a WHERE a.job_id = j.id)
    """);
