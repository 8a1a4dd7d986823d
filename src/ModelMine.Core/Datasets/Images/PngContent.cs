using System.Buffers.Binary;
using System.IO.Compression;

namespace ModelMine.Core.Datasets.Images;

/// <summary>Reads a PNG file (RFC 2083) through: each chunk's checksum, and every row of its pixels out of the compressed stream.</summary>
internal static class PngContent
{
    private const int FirstChunk = 8;
    private const int LastFilter = 4;
    private const int RowsBetweenLooks = 256;

    /// <summary>First column and row, and steps between, of each pass of an interlaced image (Adam7).</summary>
    private static readonly (int X, int Y, int Right, int Down)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static void Check(string name, byte[] file, ImageHeader header, CancellationToken cancellation)
    {
        var (depth, type, interlace) = (file[24], file[25], file[28]);
        var bits = BitsOf(depth, type) ?? throw new DatasetException($"{name} is a damaged PNG: {depth} bits of colour type {type} are none of its formats.");
        var (parts, hasPalette) = DataParts(name, file);
        if (type == 3 && !hasPalette)
        {
            throw new DatasetException($"{name} is a damaged PNG: its palette is missing.");
        }

        using var pixels = new ZLibStream(new PngData(file, parts), CompressionMode.Decompress);
        try
        {
            foreach (var (x, y, right, down) in interlace == 0 ? [(0, 0, 1, 1)] : Passes)
            {
                ReadRows(name, pixels, Steps(header.Width, x, right), Steps(header.Height, y, down), bits, cancellation);
            }

            // To the end of the stream, where its own checksum is.
            _ = pixels.ReadByte();
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException($"{name} is a damaged PNG: its pixels cannot be unpacked.", error);
        }
    }

    private static void ReadRows(string name, Stream pixels, int width, int height, int bits, CancellationToken cancellation)
    {
        var row = new byte[1 + (width * bits + 7) / 8];
        for (var y = 0; y < height && width > 0; y++)
        {
            if (y % RowsBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (pixels.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
            {
                throw new DatasetException($"{name} is a damaged PNG: its pixels end early.");
            }

            if (row[0] > LastFilter)
            {
                throw new DatasetException($"{name} is a damaged PNG: a row of pixels has the filter {row[0]}, which there is not.");
            }
        }
    }

    private static (List<Range> Parts, bool HasPalette) DataParts(string name, byte[] file)
    {
        var (parts, hasPalette) = (new List<Range>(), false);
        for (var at = FirstChunk; ;)
        {
            // That every chunk lies within the file was seen when its header was read.
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var kind = file.AsSpan(at + 4, 4);
            if (kind.SequenceEqual("IEND"u8))
            {
                return (parts, hasPalette);
            }

            if (Crc32.Of(file.AsSpan(at + 4, 4 + length)) != BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)))
            {
                throw new DatasetException($"{name} is a damaged PNG: one of its checksums is wrong.");
            }

            if (kind.SequenceEqual("IDAT"u8))
            {
                parts.Add((at + 8)..(at + 8 + length));
            }

            hasPalette |= kind.SequenceEqual("PLTE"u8);
            at += 12 + length;
        }
    }

    /// <summary>Bits of a pixel; null when a depth and a colour type do not go together.</summary>
    private static int? BitsOf(int depth, int type) => (type, depth) switch
    {
        (0, 1 or 2 or 4 or 8 or 16) => depth,
        (3, 1 or 2 or 4 or 8) => depth,
        (2, 8 or 16) => 3 * depth,
        (4, 8 or 16) => 2 * depth,
        (6, 8 or 16) => 4 * depth,
        _ => null,
    };

    private static int Steps(int length, int first, int step) => (length - first + step - 1) / step;
}
