using System.Buffers.Binary;

namespace ModelMine.Training.Data.Idx;

/// <summary>
/// The IDX format of LeCun, Cortes and Burges: two zero bytes, the element type, the number of dimensions, each dimension as a
/// big-endian 32-bit number, then the elements row by row. Only unsigned bytes (type 8) are read.
/// </summary>
internal static class IdxFormat
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads a whole IDX file.</summary>
    /// <param name="name">What the file is called, for the message.</param>
    /// <param name="content">Its bytes; the array is a part of them, not a copy.</param>
    /// <param name="dimensions">How many dimensions it must have.</param>
    /// <exception cref="TrainingException">The header is not one of that kind, or does not fit the file's length.</exception>
    public static IdxArray Read(string name, ReadOnlyMemory<byte> content, int dimensions)
    {
        var header = content.Span;
        var headerLength = 4 + 4 * dimensions;
        if (content.Length < headerLength)
        {
            throw Wrong(name, $"it is {content.Length} bytes long, shorter than its header of {headerLength}");
        }

        if (header[0] != 0 || header[1] != 0)
        {
            throw Wrong(name, $"it begins with {header[0]:x2} {header[1]:x2}, not with two zero bytes (is it still compressed?)");
        }

        if (header[2] != UnsignedByte)
        {
            throw Wrong(name, $"its elements are of type 0x{header[2]:x2}; only unsigned bytes (0x08) are read");
        }

        if (header[3] != dimensions)
        {
            throw Wrong(name, $"it has {header[3]} dimensions, not {dimensions}");
        }

        var shape = new int[dimensions];
        long elements = 1;
        for (var i = 0; i < dimensions; i++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(header[(4 + 4 * i)..]);
            if (length is 0 or > int.MaxValue || (elements *= length) > int.MaxValue)
            {
                throw Wrong(name, $"its dimension {i + 1} is {length:N0}, which cannot be");
            }

            shape[i] = (int)length;
        }

        var data = content[headerLength..];
        return data.Length == elements
            ? new(shape, data)
            : throw Wrong(name, $"its header ({string.Join(" × ", shape)}) asks for {elements:N0} bytes, but {data.Length:N0} follow");
    }

    private static TrainingException Wrong(string name, string reason) =>
        new($"{name} is not the IDX file that it should be: {reason}.", retryable: false);
}

/// <summary>An array of unsigned bytes.</summary>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Data">Its elements, row by row.</param>
internal sealed record IdxArray(IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data);
