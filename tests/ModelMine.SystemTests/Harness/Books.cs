using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ModelMine.SystemTests.Harness;

/// <summary>Reads a server's database from outside, while it runs or after it was killed.</summary>
internal static class Books
{
    public static void ShouldBeSettledOnce(RealNetwork network, string jobId)
    {
        Count(network, $"SELECT COUNT(*) FROM ledger_blocks WHERE job_id = '{jobId}'").ShouldBe(1, "one block");
        Count(network, $"SELECT COUNT(*) FROM contributions WHERE job_id = '{jobId}'").ShouldBe(1, "one contribution");
        Count(network, $"SELECT COUNT(*) FROM transfers WHERE job_id = '{jobId}' AND cause = 'REWARD'").ShouldBe(1, "one reward");
        Count(network, $"SELECT COUNT(*) FROM transfers WHERE job_id = '{jobId}' AND cause = 'FEE'").ShouldBe(1, "one fee");
        Count(network, "SELECT SUM(balance) FROM wallets").ShouldBe(0, "nothing made or lost but by grants");
        Count(network, "SELECT balance FROM wallets WHERE id = 'escrow'").ShouldBe(0, "nothing left in escrow");
        Count(network, """
            SELECT COUNT(*) FROM wallets w WHERE w.balance <>
                (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE to_wallet = w.id) - (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE from_wallet = w.id)
            """).ShouldBe(0, "the transfers replay to the balances");
        Count(network, $"SELECT MAX(seq) - COUNT(*) FROM job_events WHERE job_id = '{jobId}'").ShouldBe(0, "events without a gap");
    }

    /// <summary>The chain is whole, and has so many blocks.</summary>
    public static async Task LedgerShouldHoldAsync(RealNetwork network, long blocks)
    {
        var verified = await network.User.VerifyLedgerAsync();
        (verified.Valid, verified.Blocks).ShouldBe((true, blocks), verified.Problem);
    }

    private static long Count(RealNetwork network, string sql)
    {
        using var connection = Connect(network);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static DbConnection Connect(RealNetwork network) => network.Postgres is { } postgres
        ? new NpgsqlConnection($"{postgres};Pooling=false")
        : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = network.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
}
