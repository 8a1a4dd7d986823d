using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>Events of a job are numbered without a gap.</summary>
internal sealed class L5EventsAreGapless() : BooksQuery("L5", "A job's events are not numbered 1, 2, 3 … to its last one", """
    SELECT j.id FROM jobs j LEFT JOIN (SELECT job_id, COUNT(*) AS events, MIN(seq) AS first, MAX(seq) AS last FROM job_events GROUP BY job_id) e ON e.job_id = j.id
    WHERE e.job_id IS NULL OR e.first <> 1 OR e.last <> j.last_event_seq OR e.events <> j.last_event_seq
    """);
