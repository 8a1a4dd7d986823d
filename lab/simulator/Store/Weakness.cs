using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ModelMine.Simulator.Store;

/// <summary>
/// A fence that is taken down, to see that the simulator notices. It is taken out of the statements on their way to the database:
/// the servers' code is the shipped one.
/// </summary>
internal abstract partial class Weakness
{
    /// <summary>None: the statements as they are.</summary>
    public static Weakness None { get; } = new Nothing();

    /// <summary>Each by its name on the command line.</summary>
    public static IReadOnlyDictionary<string, Weakness> All { get; } = new Dictionary<string, Weakness>(StringComparer.Ordinal)
    {
        ["epoch-fence"] = new EpochFence(),
        ["unique-refund"] = new UniqueRefund(),
        ["head-compare-and-set"] = new HeadCompareAndSet(),
    };

    /// <summary>Whether every fence stands.</summary>
    public bool IsNone => this == None;

    /// <summary>Changes a statement that is about to be executed.</summary>
    public virtual void WeakenStatement(DbCommand command)
    {
    }

    /// <summary>Changes the tables of a new database.</summary>
    public virtual void WeakenTables(SqliteConnection connection)
    {
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private sealed class Nothing : Weakness;

    /// <summary>What an agent writes is taken whether or not its lease is the newest.</summary>
    private sealed partial class EpochFence : Weakness
    {
        public override void WeakenStatement(DbCommand command)
        {
            if (command.CommandText.TrimStart().StartsWith("UPDATE jobs", StringComparison.Ordinal))
                command.CommandText = Condition().Replace(command.CommandText, "");
        }

        [GeneratedRegex(@"\s+AND lease_epoch = @\w+")]
        private static partial Regex Condition();
    }

    /// <summary>
    /// A stake is paid out as often as somebody asks. Nothing asks twice as long as a canceled job cannot be canceled again: so
    /// that goes as well.
    /// </summary>
    private sealed partial class UniqueRefund : Weakness
    {
        public override void WeakenTables(SqliteConnection connection) => Execute(connection, "DROP INDEX ix_transfers_key");

        public override void WeakenStatement(DbCommand command)
        {
            command.CommandText = command.CommandText.Replace(" AND resolution IS NULL", "", StringComparison.Ordinal);
            if (command.CommandText.Contains("status = 'CANCELED', finished_at", StringComparison.Ordinal))
                command.CommandText = Condition().Replace(command.CommandText, " AND status IN ($1, 'CANCELED')");
        }

        [GeneratedRegex(@" AND status = (@\w+)")]
        private static partial Regex Condition();
    }

    /// <summary>
    /// A block is appended to whatever head was read. The height's uniqueness would catch that by itself: so that goes as well.
    /// </summary>
    private sealed partial class HeadCompareAndSet : Weakness
    {
        public override void WeakenTables(SqliteConnection connection) => Execute(
            connection, "ALTER TABLE ledger_blocks RENAME TO strict; CREATE TABLE ledger_blocks AS SELECT * FROM strict; DROP TABLE strict");

        public override void WeakenStatement(DbCommand command)
        {
            if (command.CommandText.TrimStart().StartsWith("UPDATE ledger_head", StringComparison.Ordinal))
                command.CommandText = Condition().Replace(command.CommandText, "");
        }

        [GeneratedRegex(@" AND height = @\w+ AND hash = @\w+")]
        private static partial Regex Condition();
    }
}
