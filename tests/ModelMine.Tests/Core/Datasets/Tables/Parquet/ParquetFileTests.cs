using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Tables;
using Parquet;
using Parquet.Schema;

namespace ModelMine.Tests.Core.Datasets.Tables.Parquet;

public sealed class ParquetFileTests
{
    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    public async Task Survey_OfAFileAndOfItsCsvTwin_AreTheSame(CompressionMethod compression)
    {
        var csv = new StringBuilder("number,count,word,kind,flag,day\n");
        for (var i = 0; i < 100; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{ParquetBytes.NumberOf(i):R},{i},{Quoted(ParquetBytes.WordOf(i))},kind {i % 4},{(i % 3 == 0 ? "true" : "false")},{new DateTime(2026, 1, 1).AddDays(i):yyyy-MM-ddTHH:mm:ss}\n");
        }

        var survey = await SurveyAsync(await ParquetBytes.OfAllKindsAsync(100, groupRows: 30, compression), rowsToKeep: 50);
        var twin = await CsvText.SurveyAsync(csv.ToString(), rowsToKeep: 50);

        survey.Rows.ShouldBe(100);
        survey.Columns.Select(column => (column.Name, column.Kind, column.Missing)).ShouldBe(twin.Columns.Select(column => (column.Name, column.Kind, column.Missing)));
        survey.Columns.Zip(twin.Columns).ShouldAllBe(pair => pair.First.Categories.SequenceEqual(pair.Second.Categories));
        survey.Statistics.Select(column => (column.Minimum, column.Maximum, column.Mean, column.StandardDeviation))
            .ShouldBe(twin.Statistics.Select(column => (column.Minimum, column.Maximum, column.Mean, column.StandardDeviation)));
        survey.FirstRows.Count.ShouldBe(50);
        survey.FirstRows.Zip(twin.FirstRows).ShouldAllBe(pair => pair.First.SequenceEqual(pair.Second));
    }

    [Fact]
    public async Task Open_ColumnOfLists_IsRefusedByName()
    {
        using var bytes = new MemoryStream();
        var schema = new ParquetSchema(new DataField("id", typeof(int)), new ListField("tags", new DataField("element", typeof(string))));
        await using (await ParquetWriter.CreateAsync(schema, bytes))
        {
        }

        (await Should.ThrowAsync<DatasetException>(() => SurveyAsync(bytes.ToArray()))).Message.ShouldContain("Column tags of t.parquet holds lists");
    }

    [Theory]
    [InlineData(0, 4, "does not begin with PAR1")]
    [InlineData(-4, 4, "is cut off")]
    [InlineData(-5, 1, "longer than the file")]
    public async Task Open_BrokenFrame_IsNamed(int place, int length, string message)
    {
        var bytes = await ParquetBytes.OfAllKindsAsync(50, 50);
        bytes.AsSpan(place < 0 ? bytes.Length + place : place, length).Fill(0x7f);

        (await Should.ThrowAsync<DatasetException>(() => SurveyAsync(bytes))).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public async Task Open_CutFile_SaysSo(double share)
    {
        var bytes = await ParquetBytes.OfAllKindsAsync(1000, 200);

        (await Should.ThrowAsync<DatasetException>(() => SurveyAsync(bytes[..(int)(bytes.Length * share)]))).Message.ShouldContain("t.parquet is cut off");
    }

    [Fact]
    public async Task Read_PageThatSaysItUnpacksToTwoGigabytes_IsRefusedBeforeItIsUnpacked()
    {
        var bytes = await ParquetBytes.OfAllKindsAsync(50, 50, CompressionMethod.Gzip);
        // The first page's header begins after PAR1: field 1 (kind), then field 2, its unpacked size.
        bytes.AsSpan(4, 3).ToArray().ShouldBe([0x15, bytes[5], 0x15]);
        var length = bytes.AsSpan(7).IndexOfAnyInRange((byte)0, (byte)127) + 1;
        var lying = new List<byte>([.. bytes[..7]]);
        lying.AddRange([0xFC, 0xFF, 0xFF, 0xFF, 0x0F]); // zig-zag of 2^31 - 2
        lying.AddRange(bytes[(7 + length)..]);

        var before = GC.GetTotalAllocatedBytes();
        var error = await Should.ThrowAsync<DatasetException>(() => SurveyAsync([.. lying]));

        error.Message.ShouldContain("unpacks to more than is read at once");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public async Task Read_RandomDamage_GivesATableOrADatasetException()
    {
        var whole = await ParquetBytes.OfAllKindsAsync(300, 100);
        var refused = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])whole.Clone();
            // Half of the damage where the footer is: the rest of the bytes are mostly values.
            var from = seed % 2 == 0 ? 0 : bytes.Length - 8 - (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - 8));
            for (var i = random.Next(1, 6); i > 0; i--) bytes[random.Next(from, bytes.Length)] = (byte)random.Next(256);
            try
            {
                await SurveyAsync(bytes);
            }
            catch (DatasetException)
            {
                refused++;
            }
        }

        refused.ShouldBeInRange(100, 599);
    }

    [Fact]
    public async Task Read_ManyGroups_HoldsOneColumnOfOneGroupAtATime()
    {
        var file = Path.GetTempFileName();
        try
        {
            const int rows = 400_000;
            await File.WriteAllBytesAsync(file, await ParquetBytes.OfAllKindsAsync(rows, groupRows: 20_000));
            await using var content = File.OpenRead(file);
            var table = await TableFile.OpenAsync(content, "t.parquet");
            var watch = new MemoryWatch();
            (await table.ReadAsync([watch, watch, watch, watch, watch, watch])).ShouldBe(rows);

            // All values at once would be 400,000 rows of 8 + 4 + 8 + 1 + 8 bytes, and the texts.
            watch.Grown.ShouldBeLessThan(8_000_000);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Quoted(string? value) => value is null ? "" : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task<TableSurvey> SurveyAsync(byte[] bytes, int rowsToKeep = 0)
    {
        using var content = new MemoryStream(bytes);
        return await TableSurvey.OfAsync(await TableFile.OpenAsync(content, "t.parquet"), "t.parquet", rowsToKeep);
    }

    /// <summary>Looks at what is alive on the managed heap while values go by.</summary>
    private sealed class MemoryWatch : ITableColumn
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        public long Grown { get; private set; }

        public void Add(string? value, long row)
        {
            if (row % 50_000 == 0) Grown = Math.Max(Grown, GC.GetTotalMemory(forceFullCollection: true) - _before);
        }
    }
}
