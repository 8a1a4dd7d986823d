using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>The state of a job is what its last event says.</summary>
internal sealed class J2LastEventIsTheState() : BooksQuery("J2", "A job's state is not the one that its last event tells", """
    SELECT j.id FROM jobs j JOIN job_events e ON e.job_id = j.id AND e.seq = j.last_event_seq
    WHERE j.status <> CASE e.type
        WHEN 'SUBMITTED' THEN 'PENDING' WHEN 'RETRYING' THEN 'PENDING'
        WHEN 'GRANTED' THEN 'RUNNING' WHEN 'REPORT' THEN 'RUNNING' WHEN 'SNAPSHOT' THEN 'RUNNING'
        ELSE e.type END
    """);
