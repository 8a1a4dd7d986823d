using System.Buffers.Binary;

namespace ModelMine.Core.Datasets.Images;

/// <summary>Reads the frame header of JPEG files (ITU-T T.81).</summary>
internal static class JpegFile
{
    private const byte Marker = 0xFF;

    private static ReadOnlySpan<byte> Begin => [Marker, 0xD8, Marker];

    private static ReadOnlySpan<byte> End => [Marker, 0xD9];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Begin);

    public static ImageHeader Read(string name, ReadOnlySpan<byte> file)
    {
        if (file.LastIndexOf(End) < 0)
        {
            throw new DatasetException($"{name} is a damaged JPEG: it has no end.");
        }

        for (var at = 2; at + 10 <= file.Length && file[at] == Marker;)
        {
            var kind = file[at + 1];
            if (kind == Marker)
            {
                at++;
                continue;
            }

            // Start of a frame: C0 to CF, but for the tables C4, C8 and CC.
            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]), file[at + 9] == 1);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            at += length >= 2 ? 2 + length : throw Damaged(name);
        }

        throw Damaged(name);
    }

    private static DatasetException Damaged(string name) => new($"{name} is a damaged JPEG: it says nothing of its size.");
}
