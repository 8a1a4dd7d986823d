using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>
/// Hands out a column of a row group as texts, written as CSV would have them: numbers so that they read back the same, times in
/// ISO 8601.
/// </summary>
internal static class ParquetColumn
{
    private static readonly Dictionary<Type, IReading> Readings = new()
    {
        [typeof(string)] = new TextReading(),
        [typeof(ReadOnlyMemory<char>)] = new TextReading(),
        [typeof(bool)] = new Reading<bool>(value => value ? "true" : "false"),
        [typeof(sbyte)] = new Reading<sbyte>(Plain),
        [typeof(byte)] = new Reading<byte>(Plain),
        [typeof(short)] = new Reading<short>(Plain),
        [typeof(ushort)] = new Reading<ushort>(Plain),
        [typeof(int)] = new Reading<int>(Plain),
        [typeof(uint)] = new Reading<uint>(Plain),
        [typeof(long)] = new Reading<long>(Plain),
        [typeof(ulong)] = new Reading<ulong>(Plain),
        [typeof(float)] = new Reading<float>(value => value.ToString("R", CultureInfo.InvariantCulture)),
        [typeof(double)] = new Reading<double>(value => value.ToString("R", CultureInfo.InvariantCulture)),
        [typeof(decimal)] = new Reading<decimal>(Plain),
        [typeof(DateTime)] = new Reading<DateTime>(value => value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        [typeof(DateOnly)] = new Reading<DateOnly>(value => value.ToString("O", CultureInfo.InvariantCulture)),
        [typeof(TimeSpan)] = new Reading<TimeSpan>(value => value.ToString("c", CultureInfo.InvariantCulture)),
        [typeof(TimeOnly)] = new Reading<TimeOnly>(value => value.ToString("O", CultureInfo.InvariantCulture)),
        [typeof(Guid)] = new Reading<Guid>(value => value.ToString()),
    };

    private interface IReading
    {
        Task ReadAsync(ParquetRowGroupReader group, DataField field, int rows, long before, ITableColumn column, CancellationToken cancellation);
    }

    public static bool CanRead(DataField field) => Readings.ContainsKey(field.ClrType);

    /// <param name="group">The row group.</param>
    /// <param name="field">The column.</param>
    /// <param name="rows">Rows of the group.</param>
    /// <param name="before">Rows of the groups before it.</param>
    /// <param name="column">Takes the values.</param>
    /// <param name="cancellation">Calls it off.</param>
    public static Task ReadAsync(ParquetRowGroupReader group, DataField field, int rows, long before, ITableColumn column, CancellationToken cancellation) =>
        Readings[field.ClrType].ReadAsync(group, field, rows, before, column, cancellation);

    private static string Plain<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private sealed class Reading<T>(Func<T, string> text) : IReading
        where T : struct
    {
        public async Task ReadAsync(ParquetRowGroupReader group, DataField field, int rows, long before, ITableColumn column, CancellationToken cancellation)
        {
            if (field.IsNullable)
            {
                var values = new T?[rows];
                await group.ReadAsync<T>(field, values.AsMemory(), null, cancellation);
                for (var i = 0; i < rows; i++) column.Add(values[i] is { } value ? MissingValue.Read(text(value)) : null, before + i + 1);
            }
            else
            {
                var values = new T[rows];
                await group.ReadAsync<T>(field, values.AsMemory(), null, cancellation);
                for (var i = 0; i < rows; i++) column.Add(MissingValue.Read(text(values[i])), before + i + 1);
            }
        }
    }

    private sealed class TextReading : IReading
    {
        public async Task ReadAsync(ParquetRowGroupReader group, DataField field, int rows, long before, ITableColumn column, CancellationToken cancellation)
        {
            // Memory and not strings: rows that share an entry of the dictionary then share its characters, however often it is named.
            var values = new ReadOnlyMemory<char>?[rows];
            if (field.IsNullable)
            {
                await group.ReadAsync<ReadOnlyMemory<char>>(field, values.AsMemory(), null, cancellation);
            }
            else
            {
                var present = new ReadOnlyMemory<char>[rows];
                await group.ReadAsync<ReadOnlyMemory<char>>(field, present.AsMemory(), null, cancellation);
                for (var i = 0; i < rows; i++) values[i] = present[i];
            }

            for (var i = 0; i < rows; i++)
            {
                if (values[i]?.Length > TableLimits.ValueLength)
                {
                    throw new DatasetException($"Row {before + i + 1}: {field.Name} is longer than {TableLimits.ValueLength} characters. Leave the column out, or shorten it.");
                }

                column.Add(values[i] is { } value ? MissingValue.Read(value.ToString()) : null, before + i + 1);
            }
        }
    }
}
