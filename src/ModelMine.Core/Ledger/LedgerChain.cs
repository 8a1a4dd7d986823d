using ModelMine.Core.Contracts;

namespace ModelMine.Core.Ledger;

/// <summary>
/// The chain of blocks. It shows any change, swap, insertion or deletion of blocks below its last one; that the last ones
/// were cut off, or that the whole chain was written anew, it cannot show: that takes a checkpoint kept elsewhere.
/// </summary>
public static class LedgerChain
{
    /// <summary>Makes the block that follows.</summary>
    /// <param name="head">The last block; null when there is none.</param>
    /// <param name="canonicalData">What it binds (see <see cref="CompletedJobData.ToCanonicalJson"/>).</param>
    /// <param name="at">Its time.</param>
    public static LedgerBlockView Next(LedgerBlockView? head, string canonicalData, DateTimeOffset at)
    {
        var prevHash = head?.Hash ?? BlockHash.Zero;
        var timestamp = LedgerTimestamp.Format(at);
        return new((head?.Height ?? 0) + 1, BlockHash.Compute(prevHash, canonicalData, timestamp), prevHash, timestamp, canonicalData);
    }

    /// <summary>Recomputes a chain from its first block: heights, links, hashes, the data's form, the nodes' signatures, and that no job stands twice.</summary>
    /// <param name="blocks">Every block, lowest first; read once, one at a time.</param>
    /// <returns>Whether it holds, and if not, the first thing wrong. Never throws for bad blocks.</returns>
    public static LedgerVerification Verify(IEnumerable<LedgerBlockView> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var heightOfJob = new Dictionary<string, long>();
        long count = 0;
        var head = BlockHash.Zero;
        foreach (var block in blocks)
        {
            var problem = WhyNotNext(block, count + 1, head) ?? WhyNotUnique(block, heightOfJob);
            if (problem is not null)
            {
                return new(false, count, head, $"Block {count + 1}: {problem}.");
            }

            count++;
            head = block.Hash;
        }

        return new(true, count, head, null);
    }

    /// <summary>Recomputes an exported ledger.</summary>
    /// <param name="export">The export.</param>
    public static LedgerVerification Verify(LedgerExport export)
    {
        ArgumentNullException.ThrowIfNull(export);
        return export switch
        {
            { Format: not LedgerExport.CurrentFormat } => new(false, 0, BlockHash.Zero, $"The export's format is \"{export.Format}\"; this version of ModelMine reads {LedgerExport.CurrentFormat}."),
            { Blocks: null } => new(false, 0, BlockHash.Zero, "The export has no list of blocks."),
            _ => Verify(export.Blocks),
        };
    }

    /// <summary>What is wrong with a single block, apart from its place in the chain; null when it holds by itself.</summary>
    /// <param name="block">The block, such as that of a receipt.</param>
    public static string? WhyNotValid(LedgerBlockView block)
    {
        if (block is not { Hash: not null, PrevHash: not null, Timestamp: not null, Data: not null })
        {
            return "it is incomplete";
        }

        if (block.Height < 1)
        {
            return $"its height is {block.Height}, but heights begin at 1";
        }

        if (!Digests.IsSha256(block.PrevHash))
        {
            return "its previous hash is not 64 lower-case hex digits";
        }

        if (block.Height == 1 && block.PrevHash != BlockHash.Zero)
        {
            return "it is the first, but its previous hash is not 64 zeros";
        }

        if (!LedgerTimestamp.TryParse(block.Timestamp, out _))
        {
            return "its timestamp is not of the form 2026-11-24T01:02:03.456Z";
        }

        CompletedJobData data;
        try
        {
            data = CompletedJobData.Parse(block.Data);
        }
        catch (LedgerDataException error)
        {
            return $"its data is refused: {error.Message.TrimEnd('.')}";
        }

        var recomputed = BlockHash.Compute(block.PrevHash, block.Data, block.Timestamp);
        return recomputed != block.Hash
            ? $"its hash is {block.Hash}, but its content hashes to {recomputed}"
            : data.SignatureProblem();
    }

    private static string? WhyNotNext(LedgerBlockView block, long height, string prevHash)
    {
        if (block is not null && block.Height != height)
        {
            return $"the block at this place says that its height is {block.Height}: a block is missing, doubled or out of order";
        }

        return WhyNotValid(block!) ?? (block!.PrevHash != prevHash
            ? $"its previous hash is {block.PrevHash}, but the block before has {prevHash}"
            : null);
    }

    private static string? WhyNotUnique(LedgerBlockView block, Dictionary<string, long> heightOfJob)
    {
        var jobId = block.JobId()!;
        return heightOfJob.TryAdd(jobId, block.Height) ? null : $"the job {jobId} stands in block {heightOfJob[jobId]} already";
    }
}
