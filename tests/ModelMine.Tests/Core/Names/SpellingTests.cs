using CsCheck;
using ModelMine.Core.Names;

namespace ModelMine.Tests.Core.Names;

public sealed class SpellingTests
{
    private static readonly Gen<string> Words = Gen.Char['a', 'c'].Array[0, 7].Select(letters => new string(letters));

    [Fact]
    public void Distance_IsSymmetricAndZeroOnlyForTheSame() => Gen.Select(Words, Words).Sample((a, b) =>
        Spelling.Distance(a, b) == Spelling.Distance(b, a) && (Spelling.Distance(a, b) == 0) == (a == b)
        && Spelling.Distance(a, b) <= Math.Max(a.Length, b.Length));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("bacth", "batch", 1)]
    public void Distance_KnownPairs(string a, string b, int distance) => Spelling.Distance(a, b).ShouldBe(distance);

    [Theory]
    [InlineData("epochz", "epochs")]
    [InlineData("Batch_Sise", "batchSize")]
    [InlineData("sponge", null)]
    [InlineData("", null)]
    public void Nearest_OnlyWhatLooksLikeASlip(string given, string? meant) =>
        Spelling.Nearest(given, ["epochs", "batchSize", "seed"]).ShouldBe(meant);
}
