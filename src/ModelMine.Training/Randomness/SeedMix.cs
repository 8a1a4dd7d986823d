namespace ModelMine.Training.Randomness;

/// <summary>
/// Derives the seed of a stream from the job's seed, a purpose and an index (an epoch, a step, an episode). Every random choice
/// of a training is a pure function of these, so there is no generator state to save: a resumed training draws what an
/// uninterrupted one would have drawn.
/// </summary>
internal static class SeedMix
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    public static ulong Of(long seed, Purpose purpose, long index) =>
        Finish(Finish(Finish((ulong)seed) + (ulong)purpose) + (ulong)index);

    /// <summary>The next number of SplitMix64 (Steele, Lea, Flood 2014), whose state is advanced.</summary>
    public static ulong Next(ref ulong state) => Scramble(state += GoldenGamma);

    private static ulong Finish(ulong value) => Scramble(value + GoldenGamma);

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
