namespace ModelMine.Core.Formats;

/// <summary>
/// The safetensors format: 8 bytes (little-endian) that say how long the header is, the header (a JSON object: a tensor's name to its
/// <c>dtype</c>, <c>shape</c> and <c>data_offsets</c>; texts under <c>__metadata__</c>), then the tensors' bytes without a gap.
/// </summary>
public static class Safetensors
{
    /// <summary>The longest header that is read or written, bytes.</summary>
    public const int LongestHeader = 100_000_000;

    internal const string MetadataKey = "__metadata__";

    /// <summary>Writes a file: the same tensors and metadata always give the same bytes, in whatever order they come.</summary>
    /// <param name="stream">Where to; need not seek.</param>
    /// <param name="tensors">The tensors; written widest element first, then by name, so that each lies aligned.</param>
    /// <param name="metadata">Texts about the file.</param>
    /// <exception cref="ArgumentException">A name is empty, reserved or doubled, a shape is negative or too large, or a tensor wrote too many or too few bytes.</exception>
    public static void Write(Stream stream, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(stream, tensors, metadata);

    /// <summary>Reads a file's header and checks it against the file's length; the tensors' bytes are read when asked for.</summary>
    /// <param name="stream">The file; must seek, is read from its present position on, and stays open.</param>
    /// <exception cref="SafetensorsException">It is not a safetensors file, or its header lies.</exception>
    public static SafetensorsFile Open(Stream stream) => SafetensorsFile.Open(stream);

    /// <summary>Bytes of a tensor; null when its shape is negative or beyond what a file can hold.</summary>
    internal static long? ByteLength(SafetensorsDtype dtype, IEnumerable<long> shape)
    {
        // A product with a zero in it is zero, however large the rest.
        UInt128 length = (UInt128)dtype.Size();
        var empty = false;
        var tooLarge = false;
        foreach (var dimension in shape)
        {
            if (dimension < 0)
            {
                return null;
            }

            empty |= dimension == 0;
            length = tooLarge ? length : length * (UInt128)dimension;
            tooLarge |= length > long.MaxValue;
        }

        return empty ? 0 : tooLarge ? null : (long)length;
    }
}
