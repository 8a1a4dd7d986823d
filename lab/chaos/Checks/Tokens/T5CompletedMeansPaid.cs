using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Completed means paid, to the node and to the network, with a block.</summary>
internal sealed class T5CompletedMeansPaid() : BooksQuery("T5", "A job is completed but not paid, or paid but not completed", """
    SELECT j.id FROM jobs j JOIN stakes s ON s.job_id = j.id
    WHERE (j.status = 'COMPLETED') <> (COALESCE(s.resolution, '') = 'PAID')
        OR (j.status = 'COMPLETED') <> EXISTS (SELECT 1 FROM transfers t WHERE t.job_id = j.id AND t.cause = 'FEE')
        OR j.status = 'COMPLETED' AND EXISTS (SELECT 1 FROM transfers t WHERE t.job_id = j.id AND t.cause = 'REFUND')
        OR j.status = 'FAILED' AND EXISTS (SELECT 1 FROM transfers t WHERE t.job_id = j.id AND t.cause IN ('REWARD', 'FEE'))
    """);
