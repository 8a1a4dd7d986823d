using System.Buffers.Binary;

namespace ModelMine.Core.Datasets.Images;

/// <summary>Reads the header of PNG files (RFC 2083) and walks over their chunks.</summary>
internal static class PngFile
{
    private const int GreyType = 0;
    private const int GreyAlphaType = 4;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static ImageHeader Read(string name, ReadOnlySpan<byte> file)
    {
        const int HeaderChunk = 8 + 13 + 4;
        var rest = file[Signature.Length..];
        if (rest.Length < HeaderChunk || !rest[4..8].SequenceEqual("IHDR"u8))
        {
            throw new DatasetException($"{name} is a damaged PNG: it does not begin with a header.");
        }

        var (width, height, type) = (BinaryPrimitives.ReadUInt32BigEndian(rest[8..]), BinaryPrimitives.ReadUInt32BigEndian(rest[12..]), rest[17]);
        while (!rest[4..8].SequenceEqual("IEND"u8))
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12 || rest.Length - 12 - length < 12)
            {
                throw new DatasetException($"{name} is a damaged PNG: it ends in the middle.");
            }

            rest = rest[(12 + (int)length)..];
        }

        return new("image/png", (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), type is GreyType or GreyAlphaType);
    }
}
