using CsCheck;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

public sealed class BlockHashTests
{
    private const string At = "2026-11-24T01:02:03.456Z";

    /// <summary>Computed apart: <c>(head -c 32 /dev/zero; printf '%s' '{"jobId":"job_1"}2026-11-24T01:02:03.456Z') | sha256sum</c>.</summary>
    [Fact]
    public void Compute_KnownBlock_IsWhatSha256SumSays() =>
        BlockHash.Compute(BlockHash.Zero, """{"jobId":"job_1"}""", At).ShouldBe("f58225d22efd435e5dcb3007bc0e4e1e5eff7bdd10efdf19425dfe59106555b7");

    /// <summary>Invariant G6: two different blocks never give the same bytes to the hash.</summary>
    [Fact]
    public void Encode_TwoDifferentBlocks_GiveDifferentBytes() => Gen.Select(Parts, Parts).Sample((a, b) =>
        (Encoded(a) == Encoded(b)) == (a == b), iter: 10_000);

    /// <summary>The way that a careless encoding would go wrong: what leaves one part enters the next.</summary>
    [Fact]
    public void Encode_CharactersMovedAcrossABorder_GiveDifferentBytes() => Parts.Sample(parts =>
    {
        var moved = parts with { Data = parts.Data + parts.Timestamp };
        Encoded(moved).ShouldNotBe(Encoded(parts));
    });

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000G")]
    [InlineData("A000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    public void Compute_PreviousHashNotInItsForm_IsRefused(string prevHash) =>
        Should.Throw<ArgumentException>(() => BlockHash.Compute(prevHash, "{}", At)).ParamName.ShouldBe("prevHashHex");

    [Fact]
    public void Compute_TimestampNotInItsForm_IsRefused() =>
        Should.Throw<ArgumentException>(() => BlockHash.Compute(BlockHash.Zero, "{}", "2026-11-24")).ParamName.ShouldBe("timestamp");

    [Fact]
    public void Compute_HalfASurrogatePair_IsRefused_NotReplaced() =>
        Should.Throw<ArgumentException>(() => BlockHash.Compute(BlockHash.Zero, "\"\ud800\"", At));

    private sealed record Block(string PrevHash, string Data, string Timestamp);

    // Few values each, so that equal parts, and whole equal blocks, are common.
    private static readonly Gen<Block> Parts = Gen.Select(
        Gen.OneOf('0', '1', 'f').Select(digit => new string(digit, 64)),
        Gen.OneOf("", "0", "{}", "{\"a\":1}", "é", At, At + At),
        Gen.OneOf(At, "2026-11-24T01:02:03.457Z", "1999-12-31T23:59:59.999Z"),
        (prevHash, data, timestamp) => new Block(prevHash, data, timestamp));

    private static string Encoded(Block block) => Convert.ToHexString(BlockHash.Encode(block.PrevHash, block.Data, block.Timestamp));
}
