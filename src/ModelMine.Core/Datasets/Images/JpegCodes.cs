namespace ModelMine.Core.Datasets.Images;

/// <summary>A Huffman table of a JPEG: which bits mean which value (ITU-T T.81, annex C).</summary>
internal sealed class JpegCodes
{
    private const int Longest = 16;
    private readonly int[] _ends = new int[Longest + 1];
    private readonly int[] _shifts = new int[Longest + 1];
    private readonly byte[] _values;

    private JpegCodes(byte[] values) => _values = values;

    /// <summary>Makes a table.</summary>
    /// <param name="counts">How many codes have 1, 2, … 16 bits.</param>
    /// <param name="values">What they mean, shortest first.</param>
    /// <returns>Null when there cannot be such codes.</returns>
    public static JpegCodes? Of(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        var table = new JpegCodes(values.ToArray());
        var (code, place) = (0, 0);
        for (var length = 1; length <= Longest; length++, code <<= 1)
        {
            table._shifts[length] = place - code;
            code += counts[length - 1];
            place += counts[length - 1];
            table._ends[length] = code << (Longest - length);
            if (code > 1 << length)
            {
                return null;
            }
        }

        return table;
    }

    /// <summary>The value of the next code; -1 when the bits are none, or end within it.</summary>
    public int Next(ref JpegBits bits)
    {
        var ahead = bits.Peek();
        for (var length = 1; length <= Longest; length++)
        {
            if (ahead < _ends[length])
            {
                return bits.Skip(length) ? _values[(ahead >> (Longest - length)) + _shifts[length]] : -1;
            }
        }

        return -1;
    }
}
