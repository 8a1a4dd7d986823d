using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelMine.Training.Models.Policy;

/// <summary>
/// Sums of products in single precision. The order of the additions is fixed, eight lanes wide on every machine, and no
/// multiplication is fused with an addition: the same numbers give the same bits everywhere.
/// </summary>
internal static class DotProduct
{
    private const int Lanes = 8;

    /// <param name="left">Numbers.</param>
    /// <param name="right">As many numbers.</param>
    public static float Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, left.Length, nameof(right));
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        Vector256<float> first = default, second = default, third = default, fourth = default;
        nuint i = 0, length = (nuint)left.Length;
        for (; i + 4 * Lanes <= length; i += 4 * Lanes)
        {
            first += Vector256.LoadUnsafe(ref a, i) * Vector256.LoadUnsafe(ref b, i);
            second += Vector256.LoadUnsafe(ref a, i + Lanes) * Vector256.LoadUnsafe(ref b, i + Lanes);
            third += Vector256.LoadUnsafe(ref a, i + 2 * Lanes) * Vector256.LoadUnsafe(ref b, i + 2 * Lanes);
            fourth += Vector256.LoadUnsafe(ref a, i + 3 * Lanes) * Vector256.LoadUnsafe(ref b, i + 3 * Lanes);
        }

        for (; i + Lanes <= length; i += Lanes)
        {
            first += Vector256.LoadUnsafe(ref a, i) * Vector256.LoadUnsafe(ref b, i);
        }

        var eight = first + second + (third + fourth);
        var four = eight.GetLower() + eight.GetUpper();
        var sum = four[0] + four[2] + (four[1] + four[3]);
        for (; i < length; i++)
        {
            sum += left[(int)i] * right[(int)i];
        }

        return sum;
    }
}
