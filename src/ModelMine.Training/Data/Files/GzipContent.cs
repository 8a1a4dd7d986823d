using System.Buffers.Binary;
using System.IO.Compression;

namespace ModelMine.Training.Data.Files;

/// <summary>Reads gzipped files whole.</summary>
internal static class GzipContent
{
    /// <summary>More than deflate can make of one byte: what a file claims beyond it is no claim to make room for.</summary>
    private const int LargestRatio = 1032;

    /// <summary>The content of a file, in one array that is not copied where the file says its length rightly.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no gzip file, or a damaged one.</exception>
    public static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        using var content = new MemoryStream(ClaimedLength(file));
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        plain.CopyTo(content);
        var buffer = content.GetBuffer();
        return buffer.Length == content.Length ? buffer : content.ToArray();
    }

    /// <summary>The length of the content modulo 2^32, which gzip (RFC 1952) writes into the last four bytes.</summary>
    private static int ClaimedLength(FileStream file)
    {
        const int Trailer = sizeof(uint);
        if (file.Length < Trailer)
        {
            return 0;
        }

        Span<byte> trailer = stackalloc byte[Trailer];
        file.Seek(-Trailer, SeekOrigin.End);
        file.ReadExactly(trailer);
        file.Position = 0;
        return (int)Math.Min(Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(trailer), file.Length * LargestRatio), Array.MaxLength);
    }
}
