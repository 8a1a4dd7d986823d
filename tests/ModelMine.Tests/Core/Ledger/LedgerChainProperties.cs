using CsCheck;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

/// <summary>Invariant G5, as far as a chain alone can hold it: whatever is done to blocks below its last one is found, and where.</summary>
public sealed class LedgerChainProperties
{
    private static readonly IReadOnlyList<LedgerBlockView> Chain = SampleLedger.Chain(8);

    private static readonly Gen<int> Place = Gen.Int[0, Chain.Count - 1];

    [Fact]
    public void Verify_AnyBitFlipped_IsFoundAtItsBlock() =>
        Gen.Select(Place, Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Int[0, 6]).Sample((place, field, at, bit) =>
        {
            var block = Chain[place];
            var changed = field switch
            {
                0 => block with { Hash = SampleLedger.FlipBit(block.Hash, at, bit) },
                1 => block with { PrevHash = SampleLedger.FlipBit(block.PrevHash, at, bit) },
                2 => block with { Timestamp = SampleLedger.FlipBit(block.Timestamp, at, bit) },
                _ => block with { Data = SampleLedger.FlipBit(block.Data, at, bit) },
            };
            ShouldBeFoundAt(place + 1, Chain.Select(b => b == block ? changed : b));
        });

    [Fact]
    public void Verify_AnyHeightChanged_IsFoundAtItsBlock() => Gen.Select(Place, Gen.Long).Where((place, height) => height != place + 1)
        .Sample((place, height) => ShouldBeFoundAt(place + 1, Chain.Select((block, i) => i == place ? block with { Height = height } : block)));

    [Fact]
    public void Verify_AnyTwoBlocksSwapped_IsFoundAtTheFirst() => Gen.Select(Place, Place).Where((a, b) => a != b).Sample((a, b) =>
    {
        var swapped = Chain.ToArray();
        (swapped[a], swapped[b]) = (swapped[b], swapped[a]);
        ShouldBeFoundAt(Math.Min(a, b) + 1, swapped);
    });

    [Fact]
    public void Verify_AnyBlockButTheLastDeleted_IsFoundThere() => Gen.Int[0, Chain.Count - 2].Sample(place =>
        ShouldBeFoundAt(place + 1, Chain.Where((_, i) => i != place)));

    [Fact]
    public void Verify_AnyBlockDoubled_IsFoundThere() => Gen.Select(Place, Gen.Int[0, Chain.Count]).Sample((copied, at) =>
        ShouldBeFoundAt(at + (copied == at ? 2 : 1), [.. Chain.Take(at), Chain[copied], .. Chain.Skip(at)]));

    /// <summary>Heights and links mended after a deletion: the hashes below give it away.</summary>
    [Fact]
    public void Verify_DeletedAndRenumbered_IsFound() => Gen.Int[0, Chain.Count - 2].Sample(place =>
        LedgerChain.Verify(Chain.Where((_, i) => i != place).Select((block, i) => block with { Height = i + 1 })).Valid.ShouldBeFalse());

    private static void ShouldBeFoundAt(int height, IEnumerable<LedgerBlockView> blocks)
    {
        var verification = LedgerChain.Verify(blocks);
        verification.Valid.ShouldBeFalse();
        verification.Problem.ShouldNotBeNull().ShouldStartWith($"Block {height}: ");
        verification.Blocks.ShouldBe(height - 1);
    }
}
