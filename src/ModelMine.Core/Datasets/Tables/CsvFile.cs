using System.Text;

namespace ModelMine.Core.Datasets.Tables;

/// <summary>
/// A table in CSV, UTF-8, whose first line names the columns. Commas, semicolons or tabs: what the first line has most of. Memory
/// does not grow with the file.
/// </summary>
public sealed class CsvFile : ITableFile
{
    private const int BufferLength = 64 * 1024;
    private static readonly char[] Delimiters = [',', ';', '\t'];
    private readonly TextReader _text;
    private readonly string _name;
    private readonly char[] _buffer;
    private readonly CsvRecords _records;
    private int _start, _end;

    private CsvFile(TextReader text, string name, char[] buffer, int end)
    {
        _text = text;
        _name = name;
        _buffer = buffer;
        _end = end;
        _records = new(name, Delimiter(buffer.AsSpan(0, end)));
        Columns = [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; private set; }

    /// <summary>Opens a table and reads its first line.</summary>
    /// <param name="content">The file's bytes; stays the caller's to close.</param>
    /// <param name="name">What the file is called, for messages.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <exception cref="DatasetException">It has no proper first line.</exception>
    public static async Task<CsvFile> OpenAsync(Stream content, string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var text = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var buffer = new char[BufferLength];
        var file = new CsvFile(text, name, buffer, await ReadAsync(text, buffer, name, cancellation));
        file.Columns = ColumnNames.Check(name, await file.NextAsync(cancellation) ?? throw new DatasetException($"{name} is empty."));
        return file;
    }

    /// <inheritdoc/>
    public async Task<long> ReadAsync(IReadOnlyList<ITableColumn?> columns, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        long rows = 0;
        while (await NextAsync(cancellation) is { } record)
        {
            if (record.Length != Columns.Count)
            {
                throw new DatasetException($"{_name}, line {_records.RecordLine}: there are {record.Length} values, but {Columns.Count} columns.");
            }

            TableLimits.RequireRows(_name, ++rows);
            for (var i = 0; i < record.Length; i++)
            {
                columns[i]?.Add(MissingValue.Read(record[i]), rows);
            }
        }

        return rows;
    }

    private async Task<string[]?> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            while (_start < _end)
            {
                if (_records.Take(_buffer[_start++], out var record))
                {
                    return record;
                }
            }

            _start = 0;
            _end = await ReadAsync(_text, _buffer, _name, cancellation);
            if (_end == 0)
            {
                return _records.End(out var last) ? last : null;
            }
        }
    }

    private static async Task<int> ReadAsync(TextReader text, char[] buffer, string name, CancellationToken cancellation)
    {
        try
        {
            return await text.ReadAsync(buffer, cancellation);
        }
        catch (DecoderFallbackException error)
        {
            throw new DatasetException($"{name} is not UTF-8 text: save it as CSV in UTF-8.", error);
        }
    }

    private static char Delimiter(ReadOnlySpan<char> beginning)
    {
        var lineEnd = beginning.IndexOfAny('\r', '\n');
        var line = (lineEnd < 0 ? beginning : beginning[..lineEnd]).ToString();
        return Delimiters.MaxBy(candidate => line.Count(character => character == candidate));
    }
}
