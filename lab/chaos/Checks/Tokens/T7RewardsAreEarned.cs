using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Each reward goes to the node that made the contribution, and is as much as it says.</summary>
internal sealed class T7RewardsAreEarned() : BooksQuery("T7", "What a node was paid for a job is not what its contribution says", """
    SELECT t.job_id FROM transfers t
    WHERE t.cause = 'REWARD' AND NOT EXISTS (
        SELECT 1 FROM contributions c WHERE c.job_id = t.job_id AND t.to_wallet = 'node:' || c.node_id AND c.reward = t.amount)
    UNION
    SELECT c.job_id FROM contributions c
    WHERE c.reward > 0 AND NOT EXISTS (SELECT 1 FROM transfers t WHERE t.job_id = c.job_id AND t.cause = 'REWARD' AND t.amount = c.reward)
    """);
