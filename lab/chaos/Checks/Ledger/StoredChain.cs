using System.Data.Common;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Core.Contracts;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>Reads the ledger as it is stored.</summary>
internal static class StoredChain
{
    /// <summary>Every block, lowest first.</summary>
    /// <param name="books">The database, open.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<List<LedgerBlockView>> ReadAsync(DbConnection books, CancellationToken cancellation)
    {
        var blocks = new List<LedgerBlockView>();
        await foreach (var row in books.RowsAsync("SELECT height, hash, prev_hash, timestamp, data FROM ledger_blocks ORDER BY height", cancellation))
            blocks.Add(new LedgerBlockView(row.Number(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)));
        return blocks;
    }
}
