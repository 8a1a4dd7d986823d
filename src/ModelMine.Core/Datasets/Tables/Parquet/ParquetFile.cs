using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>
/// A table in Apache Parquet, whose columns are flat: numbers, texts, booleans, dates and times. One column of one row group lies in
/// memory at a time, and what its pages say of their size is checked before they are unpacked.
/// </summary>
public sealed class ParquetFile : ITableFile
{
    private readonly Stream _content;
    private readonly string _name;
    private readonly DataField[] _fields;

    private ParquetFile(Stream content, string name, DataField[] fields)
    {
        (_content, _name, _fields) = (content, name, fields);
        Columns = ColumnNames.Check(name, [.. fields.Select(field => field.Name)]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Opens a table and reads what columns it has.</summary>
    /// <param name="content">The file's bytes, seekable; stays the caller's to close.</param>
    /// <param name="name">What the file is called, for messages.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <exception cref="DatasetException">It is no Parquet file, damaged, or has columns that are not flat.</exception>
    public static async Task<ParquetFile> OpenAsync(Stream content, string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ParquetFooter.Check(content, name);
        return await Damage.AsDatasetExceptionAsync(name, async () =>
        {
            await using var reader = await OpenReaderAsync(content, cancellation);
            foreach (var field in reader.Schema.Fields)
            {
                if (field is not DataField { IsArray: false } flat)
                {
                    throw new DatasetException($"Column {field.Name} of {name} holds lists or records; a table to learn from has one value a cell. Leave it out, or make a column of each part.");
                }

                if (!ParquetColumn.CanRead(flat))
                {
                    throw new DatasetException($"Column {field.Name} of {name} holds {flat.ClrType.Name} values, which cannot be learned from: leave it out, or write it as numbers or text.");
                }
            }

            return new ParquetFile(content, name, reader.Schema.DataFields);
        });
    }

    /// <inheritdoc/>
    public Task<long> ReadAsync(IReadOnlyList<ITableColumn?> columns, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Damage.AsDatasetExceptionAsync(_name, async () =>
        {
            await using var reader = await OpenReaderAsync(_content, cancellation);
            long rows = 0;
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                using var groupReader = reader.OpenRowGroupReader(group);
                var count = GroupRows(groupReader.RowCount, group);
                TableLimits.RequireRows(_name, rows + count);
                for (var i = 0; i < _fields.Length; i++)
                {
                    if (columns[i] is not { } column) continue;
                    ParquetPages.Check(_content, _name, _fields[i].Name, groupReader.GetMetadata(_fields[i])?.MetaData, count);
                    await ParquetColumn.ReadAsync(groupReader, _fields[i], count, rows, column, cancellation);
                }

                rows += count;
            }

            return rows;
        });
    }

    private int GroupRows(long rows, int group) => rows is >= 0 and <= TableLimits.ParquetGroupRows
        ? (int)rows
        : throw new DatasetException(string.Create(
            CultureInfo.InvariantCulture,
            $"Row group {group} of {_name} says that it has {rows:N0} rows; at most {TableLimits.ParquetGroupRows:N0} are read at once. Write the file with smaller row groups."));

    private static Task<ParquetReader> OpenReaderAsync(Stream content, CancellationToken cancellation)
    {
        content.Position = 0;
        return ParquetReader.CreateAsync(content, new ParquetOptions { TreatByteArrayAsString = true }, leaveStreamOpen: true, cancellation);
    }
}
