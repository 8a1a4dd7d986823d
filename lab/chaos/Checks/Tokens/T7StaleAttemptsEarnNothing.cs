using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Only the attempt that held the lease to the end earns.</summary>
internal sealed class T7StaleAttemptsEarnNothing() : BooksQuery("T7", "A job was settled for an attempt that did not hold its lease", """
    SELECT c.attempt_id FROM contributions c JOIN attempts a ON a.id = c.attempt_id JOIN jobs j ON j.id = a.job_id
    WHERE a.status NOT IN ('COMPLETED', 'CANCELED') OR a.status <> j.status OR c.node_id <> a.node_id OR a.number <> j.attempt_number
        OR a.status = 'COMPLETED' AND a.lease_epoch <> j.lease_epoch
    UNION
    SELECT j.id FROM jobs j WHERE j.status = 'COMPLETED' AND (SELECT COUNT(*) FROM contributions c WHERE c.job_id = j.id) <> 1
    UNION
    SELECT a.id FROM attempts a WHERE a.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM contributions c WHERE c.attempt_id = a.id)
    """);
