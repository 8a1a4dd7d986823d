using CsCheck;
using ModelMine.Training.Randomness;

namespace ModelMine.Tests.Training.Randomness;

public sealed class SeededRandomTests
{
    private static readonly Gen<SeededRandom> AnyStream =
        Gen.Select(Gen.Long, Gen.Enum<Purpose>(), Gen.Long).Select((seed, purpose, index) => new SeededRandom(seed, purpose, index));

    [Fact]
    public void SplitMix_OfTheReferenceSeed_GivesTheReferenceNumbers()
    {
        // The test vector of Vigna's splitmix64.c for the seed 1234567.
        ulong state = 1234567;
        ulong[] numbers = [SeedMix.Next(ref state), SeedMix.Next(ref state), SeedMix.Next(ref state)];

        numbers.ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    [Fact]
    public void Permutation_OfAnyLength_HoldsEachNumberOnce() =>
        Gen.Select(AnyStream, Gen.Int[0, 300]).Sample((random, count) =>
            random.Permutation(count).Order().SequenceEqual(Enumerable.Range(0, count).Select(number => (long)number)));

    [Fact]
    public void NextInt32_OfAnyBound_StaysBelowIt() =>
        Gen.Select(AnyStream, Gen.Int[1, int.MaxValue]).Sample((random, bound) => random.NextInt32(bound) is var number && number >= 0 && number < bound);

    [Fact]
    public void NextDouble_StaysFromZeroToBelowOne() =>
        AnyStream.Sample(random => random.NextDouble() is >= 0 and < 1);

    [Fact]
    public void NextInt32_DrawnOften_HitsEachNumberAboutEquallyOften()
    {
        var random = new SeededRandom(42, Purpose.Replay, 0);
        var hits = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            hits[random.NextInt32(6)]++;
        }

        hits.ShouldAllBe(count => Math.Abs(count - 10_000) < 400);
    }

    [Fact]
    public void Streams_OfOtherSeedPurposeOrIndex_Differ()
    {
        ulong[] first =
        [
            new SeededRandom(1, Purpose.Order, 0).NextUInt64(),
            new SeededRandom(2, Purpose.Order, 0).NextUInt64(),
            new SeededRandom(1, Purpose.Dropout, 0).NextUInt64(),
            new SeededRandom(1, Purpose.Order, 1).NextUInt64(),
        ];

        first.Distinct().Count().ShouldBe(first.Length);
    }
}
