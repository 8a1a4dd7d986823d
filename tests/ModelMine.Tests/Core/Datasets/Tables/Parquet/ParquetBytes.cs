using Parquet;
using Parquet.Schema;

namespace ModelMine.Tests.Core.Datasets.Tables.Parquet;

/// <summary>Parquet files, written by the library that others write them with.</summary>
internal static class ParquetBytes
{
    public static readonly DataField Number = new("number", typeof(double), isNullable: true);
    public static readonly DataField Count = new("count", typeof(int), isNullable: false);
    public static readonly DataField Word = new("word", typeof(string), isNullable: true);
    public static readonly DataField Kind = new("kind", typeof(string), isNullable: false);
    public static readonly DataField Flag = new("flag", typeof(bool), isNullable: false);
    public static readonly DataField Day = new("day", typeof(DateTime), isNullable: false);

    /// <summary>A table of every kind of column, with missing values, in groups of rows.</summary>
    public static async Task<byte[]> OfAllKindsAsync(int rows, int groupRows, CompressionMethod compression = CompressionMethod.Snappy)
    {
        using var bytes = new MemoryStream();
        var schema = new ParquetSchema(Number, Count, Word, Kind, Flag, Day);
        await using (var writer = await ParquetWriter.CreateAsync(schema, bytes, new ParquetOptions { CompressionMethod = compression }))
        {
            for (var start = 0; start < rows; start += groupRows)
            {
                using var group = writer.CreateRowGroup();
                int[] numbers = [.. Enumerable.Range(start, Math.Min(groupRows, rows - start))];
                await group.WriteAsync<double>(Number, numbers.Select(i => NumberOf(i)).ToArray().AsMemory());
                await group.WriteAsync<int>(Count, numbers.AsMemory());
                await group.WriteAsync(Word, numbers.Select(WordOf).ToList()!);
                await group.WriteAsync(Kind, numbers.Select(i => $"kind {i % 4}").ToList());
                await group.WriteAsync<bool>(Flag, numbers.Select(i => i % 3 == 0).ToArray().AsMemory());
                await group.WriteAsync<DateTime>(Day, numbers.Select(i => new DateTime(2026, 1, 1).AddDays(i % 300)).ToArray().AsMemory());
                group.CompleteValidate();
            }
        }

        return bytes.ToArray();
    }

    public static double? NumberOf(int row) => row % 7 == 3 ? null : Math.Sqrt(row) / 3;

    public static string? WordOf(int row) => row % 11 == 5 ? null : row % 2 == 0 ? "even" : "odd, \"quoted\"";
}
