using Parquet.Meta;

namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>
/// Walks the headers of a column's pages before any page is unpacked: what they say of their size decides how much memory the
/// unpacking takes.
/// </summary>
internal static class ParquetPages
{
    private const int LargestPages = 1_000_000;

    /// <param name="content">The file.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="column">The column.</param>
    /// <param name="chunk">What the footer says of the column in this row group.</param>
    /// <param name="rows">Rows of the group.</param>
    /// <exception cref="DatasetException">Pages lie outside the file, contradict the footer, or would unpack to more than is read at once.</exception>
    public static void Check(Stream content, string name, string column, ColumnMetaData? chunk, int rows)
    {
        if (chunk is null) throw Damaged(name, column);
        var start = chunk.DictionaryPageOffset is { } dictionary && dictionary > 0 ? Math.Min(dictionary, chunk.DataPageOffset) : chunk.DataPageOffset;
        if (start < 4 || chunk.TotalCompressedSize < 0 || start + chunk.TotalCompressedSize > content.Length || chunk.NumValues != rows) throw Damaged(name, column);

        long unpacked = 0, values = 0;
        content.Position = start;
        for (var page = 0; values < rows; page++)
        {
            var header = ParquetPageHeader.Read(content) ?? throw Damaged(name, column);
            if (page > LargestPages || header.Compressed < 0 || header.Unpacked < 0 || header.Values < 0 || content.Position + header.Compressed > content.Length) throw Damaged(name, column);
            unpacked += header.Unpacked;
            if (header.Unpacked > TableLimits.ParquetPageBytes || unpacked > TableLimits.ParquetColumnBytes)
            {
                throw new DatasetException($"Column {column} of {name} unpacks to more than is read at once ({TableLimits.ParquetPageBytes} bytes a page, {TableLimits.ParquetColumnBytes} bytes a row group): write the file with smaller row groups.");
            }

            if (header.HoldsRows) values += header.Values;
            else if (header.Values > TableLimits.ParquetGroupRows) throw Damaged(name, column);
            var next = content.Position + header.Compressed;
            if (chunk.Codec == CompressionCodec.SNAPPY && header.IsPacked && header.Compressed > header.Levels && SnappyLength(content, header.Levels) != header.Unpacked - header.Levels) throw Damaged(name, column);
            content.Position = next;
        }

        if (values != rows) throw Damaged(name, column);
    }

    /// <summary>What a block of Snappy says that it unpacks to (format_description.txt of Snappy): it is unpacked to that, whatever the header says.</summary>
    private static long SnappyLength(Stream content, long skipped)
    {
        content.Position += skipped;
        return new ThriftCompact(content).Length();
    }

    private static DatasetException Damaged(string name, string column) =>
        new($"{name} is damaged: the pages of column {column} are not where or what its footer says. Write or upload it anew.");
}
