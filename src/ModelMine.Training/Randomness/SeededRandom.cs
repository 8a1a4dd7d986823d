using System.Numerics;

namespace ModelMine.Training.Randomness;

/// <summary>A stream of random numbers: xoshiro256** (Blackman and Vigna 2018), the same on every machine.</summary>
internal sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    public SeededRandom(long seed, Purpose purpose, long index) => Restart(seed, purpose, index);

    /// <summary>Becomes another stream, as a new object of it would be: for loops that need one each step.</summary>
    public void Restart(long seed, Purpose purpose, long index)
    {
        var state = SeedMix.Of(seed, purpose, index);
        _s0 = SeedMix.Next(ref state);
        _s1 = SeedMix.Next(ref state);
        _s2 = SeedMix.Next(ref state);
        _s3 = SeedMix.Next(ref state);
    }

    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <returns>At least 0, below 1; 53 random bits.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <returns>At least <paramref name="low"/>, below <paramref name="high"/>.</returns>
    public double NextDouble(double low, double high) => low + (high - low) * NextDouble();

    /// <returns>At least 0, below <paramref name="bound"/>, each as likely as the others (Lemire 2019).</returns>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var threshold = (0 - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextUInt64(), range, out low);
            }
        }

        return (int)high;
    }

    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in random order (Fisher and Yates).</summary>
    public long[] Permutation(int count)
    {
        var order = new long[count];
        for (var i = 0; i < count; i++)
        {
            var j = NextInt32(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
