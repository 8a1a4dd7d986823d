using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ModelMine.Simulator.Store;

/// <summary>
/// The ledger's head as a transaction found it at its beginning. Where turns are not kept, its first look at the head gets this
/// one: what a look would have got that came before another server's commit.
/// </summary>
/// <param name="connection">The transaction's.</param>
internal sealed class StaleHead(SqliteConnection connection)
{
    private readonly (long Height, string Hash) _head = SimulatedDatabase.Head(connection);

    /// <summary>Puts the old head in place of the look, if the head has moved on.</summary>
    public bool Replace(DbCommand command)
    {
        if (!command.CommandText.Contains("FROM ledger_head WHERE id = 1", StringComparison.Ordinal) || SimulatedDatabase.Head(connection).Height == _head.Height) return false;
        command.CommandText = FormattableString.Invariant($"SELECT {_head.Height} AS \"Height\", '{_head.Hash}' AS \"Hash\"");
        return true;
    }
}
