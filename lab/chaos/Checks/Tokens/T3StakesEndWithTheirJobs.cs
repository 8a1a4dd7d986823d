using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>A stake is resolved when its job ends, and not before.</summary>
internal sealed class T3StakesEndWithTheirJobs() : BooksQuery("T3", "A stake is resolved without its job having ended, or not resolved though it has", """
    SELECT j.id FROM jobs j LEFT JOIN stakes s ON s.job_id = j.id
    WHERE (s.resolution IS NOT NULL) <> (j.status IN ('COMPLETED', 'FAILED', 'CANCELED'))
        OR s.resolution IS NULL AND EXISTS (SELECT 1 FROM transfers t WHERE t.job_id = j.id AND t.from_wallet = 'escrow')
    """);
