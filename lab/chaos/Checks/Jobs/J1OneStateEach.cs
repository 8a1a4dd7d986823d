using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>Every job is in exactly one state, and came with its stake and its first event.</summary>
internal sealed class J1OneStateEach() : BooksQuery("J1", "A job is in no known state, or has no stake or no first event", """
    SELECT j.id FROM jobs j
    WHERE j.status NOT IN ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED')
        OR NOT EXISTS (SELECT 1 FROM stakes s WHERE s.job_id = j.id AND s.amount = j.token_stake AND s.user_id = j.user_id)
        OR NOT EXISTS (SELECT 1 FROM job_events e WHERE e.job_id = j.id AND e.seq = 1 AND e.type = 'SUBMITTED')
    """);
