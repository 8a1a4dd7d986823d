using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Reward, fee and refund together are the stake.</summary>
internal sealed class T4PartsMakeTheStake() : BooksQuery("T4", "Reward, fee and refund of a job are not its stake", """
    SELECT s.job_id FROM stakes s
    WHERE s.resolution IS NOT NULL
        AND s.amount <> (SELECT COALESCE(SUM(t.amount), 0) FROM transfers t WHERE t.job_id = s.job_id AND t.from_wallet = 'escrow' AND t.cause IN ('REWARD', 'FEE', 'REFUND'))
    """);
