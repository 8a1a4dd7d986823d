using System.Buffers.Binary;

namespace ModelMine.Core.Datasets.Images;

/// <summary>The header of an IDX file (LeCun, Cortes, Burges): the length of each dimension of an array of unsigned bytes.</summary>
/// <param name="Shape">Lengths, outermost first.</param>
public sealed record IdxHeader(IReadOnlyList<int> Shape)
{
    private const int UnsignedBytes = 8;
    private const int MostDimensions = 3;

    /// <summary>Bytes that follow the header.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Reads the header, and leaves the stream behind it.</summary>
    /// <param name="name">What the file is called, for messages.</param>
    /// <param name="file">The file without its compression.</param>
    /// <exception cref="DatasetException">It is no IDX file of unsigned bytes in one or three dimensions.</exception>
    public static IdxHeader Read(string name, Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> bytes = stackalloc byte[4 + 4 * MostDimensions];
        if (file.ReadAtLeast(bytes[..4], 4, throwOnEndOfStream: false) < 4 || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != UnsignedBytes || bytes[3] is not (1 or MostDimensions))
        {
            throw new DatasetException($"{name} is no IDX file of images (three dimensions) or labels (one) in unsigned bytes.");
        }

        var lengths = bytes.Slice(4, 4 * bytes[3]);
        if (file.ReadAtLeast(lengths, lengths.Length, throwOnEndOfStream: false) < lengths.Length)
        {
            throw new DatasetException($"{name} ends within its header.");
        }

        var shape = new int[bytes[3]];
        long count = 1;
        for (var i = 0; i < shape.Length; i++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(lengths[(4 * i)..]);
            count = length is > 0 and <= int.MaxValue ? count * length : long.MaxValue;
            shape[i] = count <= Array.MaxLength ? (int)length : throw new DatasetException($"{name} says that its dimension {i + 1} is {length}: that is none, or more than 2 GiB.");
        }

        return new(shape);
    }
}
