namespace ModelMine.Core.Datasets.Images;

/// <summary>Reads the coefficients of a scan's blocks, and keeps none (ITU-T T.81, F.2.2 and G.2).</summary>
/// <param name="first">Number of its first coefficient in zigzag order.</param>
/// <param name="last">Number of its last one.</param>
/// <param name="isProgressive">Whether the image comes in several scans of ever more detail.</param>
/// <param name="isRefinement">Whether the scan adds a bit to what is known.</param>
internal sealed class JpegBlocks(int first, int last, bool isProgressive, bool isRefinement)
{
    private const int LongestNumber = 15;
    private int _emptyBlocks;

    /// <summary>A new stretch begins.</summary>
    public void Restart() => _emptyBlocks = 0;

    /// <summary>Reads one block.</summary>
    /// <returns>False when its bits end or mean nothing.</returns>
    public bool Read(ref JpegBits bits, JpegPart part, int block)
    {
        if (!isProgressive)
        {
            return ReadFirst(ref bits, part) && ReadRest(ref bits, part);
        }

        if (first == 0)
        {
            return isRefinement ? bits.Skip(1) : ReadFirst(ref bits, part);
        }

        ref var nonZero = ref part.NonZero[block];
        return isRefinement ? Refine(ref bits, part, ref nonZero) : ReadBand(ref bits, part, ref nonZero);
    }

    private static bool ReadFirst(ref JpegBits bits, JpegPart part) =>
        part.First!.Next(ref bits) is var length and >= 0 and <= LongestNumber && bits.Skip(length);

    private static bool ReadRest(ref JpegBits bits, JpegPart part)
    {
        for (var k = 1; k < 64; k++)
        {
            var code = part.Others!.Next(ref bits);
            var (zeros, length) = (code >> 4, code & 15);
            if (code < 0)
            {
                return false;
            }

            if (length == 0 && zeros < 15)
            {
                return true;
            }

            k += zeros;
            if (k > 63 || !bits.Skip(length))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadBand(ref JpegBits bits, JpegPart part, ref ulong nonZero)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return true;
        }

        for (var k = first; k <= last; k++)
        {
            var code = part.Others!.Next(ref bits);
            var (zeros, length) = (code >> 4, code & 15);
            if (code < 0)
            {
                return false;
            }

            if (length == 0 && zeros < 15)
            {
                return TakeEmptyBlocks(ref bits, zeros, itself: 1);
            }

            k += zeros;
            if (k > last || !bits.Skip(length))
            {
                return false;
            }

            if (length > 0)
            {
                nonZero |= 1UL << k;
            }
        }

        return true;
    }

    private bool Refine(ref JpegBits bits, JpegPart part, ref ulong nonZero)
    {
        var k = first;
        while (k <= last && _emptyBlocks == 0)
        {
            var code = part.Others!.Next(ref bits);
            var (zeros, length) = (code >> 4, code & 15);
            if (code < 0 || length > 1)
            {
                return false;
            }

            if (length == 0 && zeros < 15)
            {
                if (!TakeEmptyBlocks(ref bits, zeros, itself: 0))
                {
                    return false;
                }

                break;
            }

            if (!bits.Skip(length) || !Pass(ref bits, ref k, zeros, nonZero))
            {
                return false;
            }

            if (length == 1 && k <= last)
            {
                nonZero |= 1UL << k;
            }

            k++;
        }

        if (_emptyBlocks == 0)
        {
            return true;
        }

        _emptyBlocks--;
        return Pass(ref bits, ref k, int.MaxValue, nonZero);
    }

    /// <summary>Passes over coefficients that are zero, up to the one after so many; each other one has a bit of its own.</summary>
    private bool Pass(ref JpegBits bits, ref int k, int zeros, ulong nonZero)
    {
        for (; k <= last; k++)
        {
            if ((nonZero >> k & 1) == 0)
            {
                if (zeros-- == 0)
                {
                    return true;
                }
            }
            else if (!bits.Skip(1))
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeEmptyBlocks(ref JpegBits bits, int length, int itself)
    {
        _emptyBlocks = (1 << length) + (bits.Peek() >> (16 - length)) - itself;
        return bits.Skip(length);
    }
}
