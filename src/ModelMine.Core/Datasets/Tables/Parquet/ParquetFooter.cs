using System.Buffers.Binary;

namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>
/// The frame of a Parquet file (parquet-format): <c>PAR1</c>, the columns, the footer, its length as 4 bytes little-endian,
/// <c>PAR1</c>.
/// </summary>
internal static class ParquetFooter
{
    private const int TailLength = 8;
    private const int LargestFooter = 16 * 1024 * 1024;

    /// <exception cref="DatasetException">The frame is not there, or the footer is larger than the file or than is read.</exception>
    public static void Check(Stream content, string name)
    {
        var length = content.Length;
        Span<byte> tail = stackalloc byte[TailLength];
        if (length < 4 + TailLength) throw NotParquet(name);
        content.Position = 0;
        content.ReadExactly(tail[..4]);
        if (!tail[..4].SequenceEqual("PAR1"u8)) throw NotParquet(name);
        content.Position = length - TailLength;
        content.ReadExactly(tail);
        if (tail[4..].SequenceEqual("PARE"u8)) throw new DatasetException($"{name} is encrypted: give it unencrypted.");
        if (!tail[4..].SequenceEqual("PAR1"u8)) throw new DatasetException($"{name} is cut off: a Parquet file ends with PAR1. Write or upload it anew.");
        var footer = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (footer > length - 4 - TailLength) throw new DatasetException($"{name} is damaged: its footer says that it is longer than the file. Write or upload it anew.");
        if (footer > LargestFooter) throw new DatasetException($"The footer of {name} is larger than {LargestFooter} bytes: write the file with fewer row groups or columns.");
        CheckFields(content, name, (int)footer);
    }

    private static void CheckFields(Stream content, string name, int length)
    {
        var footer = new byte[length];
        content.Position = content.Length - TailLength - length;
        content.ReadExactly(footer);
        var thrift = new ThriftCompact(new MemoryStream(footer, writable: false));
        thrift.Pass(ParquetShapes.Footer);
        if (thrift.Broken) throw new DatasetException($"The footer of {name} is damaged, encrypted, or of more row groups and columns than are read: write the file anew, unencrypted and with larger row groups.");
    }

    private static DatasetException NotParquet(string name) => new($"{name} is no Parquet file: it does not begin with PAR1.");
}
