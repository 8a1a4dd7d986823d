using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>A running job has one running attempt, and that one holds its lease.</summary>
internal sealed class L1OneHolder() : BooksQuery("L1", "A job runs without exactly one attempt under its lease, or an attempt runs without its job", """
    SELECT j.id FROM jobs j
    WHERE j.status = 'RUNNING' AND (j.lease_expires_at IS NULL
        OR (SELECT COUNT(*) FROM attempts a WHERE a.job_id = j.id AND a.status = 'RUNNING' AND a.lease_epoch = j.lease_epoch AND a.node_id = j.node_id) <> 1)
    UNION
    SELECT a.job_id FROM attempts a JOIN jobs j ON j.id = a.job_id
    WHERE a.status = 'RUNNING' AND (j.status <> 'RUNNING' OR a.lease_epoch <> j.lease_epoch)
    """);
