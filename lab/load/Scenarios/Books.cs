using ModelMine.Load.Fleet;
using ModelMine.Load.Network;

namespace ModelMine.Load.Scenarios;

/// <summary>What must hold in the database after the load, and what does not.</summary>
internal static class Books
{
    private static readonly (string What, string Sql)[] Laws =
    [
        ("jobs that are not completed", "SELECT COUNT(*) FROM jobs WHERE status <> 'COMPLETED'"),
        ("jobs without exactly one block", "SELECT COUNT(*) FROM jobs j WHERE (SELECT COUNT(*) FROM ledger_blocks b WHERE b.job_id = j.id) <> 1"),
        ("jobs without exactly one reward and one fee", "SELECT COUNT(*) FROM jobs j WHERE (SELECT COUNT(*) FROM transfers t WHERE t.job_id = j.id AND t.cause IN ('REWARD', 'FEE')) <> 2"),
        ("jobs that needed a second attempt", "SELECT COUNT(*) FROM jobs WHERE attempt_number <> 1"),
        ("jobs whose events have a gap", "SELECT COUNT(*) FROM (SELECT job_id FROM job_events GROUP BY job_id HAVING MAX(seq) <> COUNT(*)) gaps"),
        ("tokens made or lost", "SELECT COALESCE(SUM(balance), 0) FROM wallets"),
        ("tokens left in escrow", "SELECT balance FROM wallets WHERE id = 'escrow'"),
        ("wallets that their transfers do not add up to", """
            SELECT COUNT(*) FROM wallets w WHERE w.balance <>
                (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE to_wallet = w.id) - (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE from_wallet = w.id)
            """),
    ];

    /// <summary>Looks at everything.</summary>
    /// <returns>What is wrong; empty when nothing is.</returns>
    public static async Task<IReadOnlyList<string>> WrongAsync(LoadNetwork network, AgentFleet fleet)
    {
        var wrong = new List<string>();
        foreach (var (what, sql) in Laws)
            if (await network.CountAsync(sql) is not 0 and var count) wrong.Add($"{what}: {count}");

        var stored = await network.CountAsync("SELECT COUNT(*) FROM job_events WHERE type = 'REPORT'");
        var taken = fleet.Attempts.Sum(attempt => (long)attempt.Taken);
        if (stored != taken) wrong.Add($"reports stored: {stored}, acknowledged: {taken}");

        using var http = new HttpClient { BaseAddress = Core.Contracts.Client.UserApiClient.BaseAddress(network.Apis[0]) };
        var verified = await new Core.Contracts.Client.UserApiClient(http).VerifyLedgerAsync();
        if (!verified.Valid || verified.Blocks != fleet.Attempts.Length) wrong.Add($"the ledger: {verified.Blocks} blocks, {verified.Problem ?? "chain whole"}");
        return wrong;
    }
}
