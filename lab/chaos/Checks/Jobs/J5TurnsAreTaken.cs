using System.Data.Common;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Chaos.Checks.Jobs.Turns;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>
/// No user who has a machine gets one more while another, whose waiting job is at least as urgent, has none. The whole life of
/// the queue is replayed from the times in the database, and every grant is looked at.
/// </summary>
internal sealed class J5TurnsAreTaken : BooksCheck
{
    // A job that asks for more than the least demanding one may rightly be passed over by a node that cannot hold it.
    private const string Moves = """
        SELECT j.created_at AS at, 'WAITS' AS what, j.user_id, j.id, j.priority,
            CASE WHEN j.requires IS NULL AND j.memory_mib = (SELECT MIN(memory_mib) FROM jobs) THEN 1 ELSE 0 END AS anywhere, 0 AS place
        FROM jobs j
        UNION ALL
        SELECT a.started_at, 'GRANTED', j.user_id, j.id, j.priority, 0, 2 * a.number FROM attempts a JOIN jobs j ON j.id = a.job_id
        UNION ALL
        SELECT a.ended_at, CASE WHEN a.status IN ('COMPLETED', 'CANCELED') OR j.status = 'FAILED' AND a.number = j.attempt_number THEN 'ENDED' ELSE 'RETURNED' END,
            j.user_id, j.id, j.priority, 0, 2 * a.number + 1
        FROM attempts a JOIN jobs j ON j.id = a.job_id WHERE a.ended_at IS NOT NULL
        UNION ALL
        SELECT j.finished_at, 'CALLED_OFF', j.user_id, j.id, j.priority, 0, 1000000
        FROM jobs j WHERE j.status = 'CANCELED' AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.job_id = j.id AND a.status = 'CANCELED')
        ORDER BY 1, 7
        """;

    /// <inheritdoc/>
    public override string Invariant => "J5";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        var passedOver = new Sightings(Invariant, "A user with a machine got one more before a user without one, whose job was as urgent");
        var queue = new ReplayedQueue();
        var moment = new List<QueueMove>();
        await foreach (var row in books.RowsAsync(Moves, cancellation))
        {
            var move = new QueueMove(row.Number(0), row.Text(1), row.Text(2), row.Text(3), (int)row.Number(4), row.Number(5) == 1);
            if (moment.Count > 0 && moment[0].At != move.At) Replay();
            moment.Add(move);
        }

        Replay();
        return passedOver.ToViolations();

        void Replay()
        {
            foreach (var wronged in queue.Wronged(moment)) passedOver.Add(wronged);
            queue.Take(moment);
            moment.Clear();
        }
    }
}
