using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Of each kind of movement a job has one at most, and one stake.</summary>
internal sealed class T3EachMovementOnce() : BooksQuery("T3", "A job was staked, paid, charged or refunded twice", """
    SELECT job_id FROM transfers WHERE job_id IS NOT NULL GROUP BY job_id, cause HAVING COUNT(*) > 1
    UNION
    SELECT j.id FROM jobs j WHERE (SELECT COUNT(*) FROM transfers t WHERE t.job_id = j.id AND t.cause = 'STAKE' AND t.to_wallet = 'escrow') <> 1
    """);
