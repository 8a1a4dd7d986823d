using ModelMine.Core.Ledger;
using ModelMine.Server.Data;

namespace ModelMine.Server.Ledger;

/// <summary>Adds blocks to the ledger, one after the other.</summary>
public static class LedgerAppend
{
    /// <summary>Appends a block in the write that completes its job. When another server was quicker, throws, and the write is undone and run again.</summary>
    /// <param name="scope">The write.</param>
    /// <param name="jobId">The job; a second block for it throws.</param>
    /// <param name="data">What the block binds, canonical JSON.</param>
    /// <returns>Height of the block.</returns>
    public static async Task<long> AppendAsync(WriteScope scope, string jobId, string data)
    {
        var head = await scope.FirstOrDefaultAsync<Head>($"""SELECT height AS "Height", hash AS "Hash" FROM ledger_head WHERE id = 1""")
            ?? throw new InvalidOperationException("The ledger has no head row: the database was not made by this program.");
        var height = head.Height + 1;
        var timestamp = LedgerTimestamp.Format(await scope.NowAsync());
        var hash = BlockHash.Compute(head.Hash, data, timestamp);

        var moved = await scope.ExecuteAsync($"""
            UPDATE ledger_head SET height = {height}, hash = {hash} WHERE id = 1 AND height = {head.Height} AND hash = {head.Hash}
            """);
        if (moved == 0) throw new OutrunException($"Another block took height {height} meanwhile.");
        await scope.ExecuteAsync($"""
            INSERT INTO ledger_blocks (height, hash, prev_hash, timestamp, data, job_id)
            VALUES ({height}, {hash}, {head.Hash}, {timestamp}, {data}, {jobId})
            """);
        return height;
    }

    private sealed record Head(long Height, string Hash);
}
