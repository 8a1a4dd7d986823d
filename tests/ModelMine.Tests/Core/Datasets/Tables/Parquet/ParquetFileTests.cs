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

    /// <summary>Footers that make a reader nest until its stack is full, count to two thousand million, or take a text for a list.</summary>
    public static TheoryData<string, byte[]> FootersOfIllWill => new()
    {
        { "structures within structures", [.. Enumerable.Repeat((byte)0xFC, 200_000)] },
        { "lists within lists", [0xF9, .. Enumerable.Repeat((byte)0x19, 200_000)] },
        { "a list of two thousand million booleans", [0xF9, 0xF1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00] },
        { "a text that is longer than the file", [0xF8, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00] },
        { "a text in place of the columns", [0x15, 0x04, 0x18, 0x03, 0x1C, 0x1C, 0x1C, 0x00] },
        { "a field whose number is beyond 16 bits", [0x05, 0x80, 0x80, 0x80, 0x80, 0x10, 0x02, 0x00] },
    };

    [Theory]
    [MemberData(nameof(FootersOfIllWill))]
    public async Task Open_FooterOfIllWill_IsRefusedBeforeItIsRead(string what, byte[] footer)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);

        (await Should.ThrowAsync<DatasetException>(() => SurveyAsync([.. "PAR1"u8, .. footer, .. length, .. "PAR1"u8]))).Message.ShouldContain("The footer of t.parquet is damaged", customMessage: what);
    }

    private static string Quoted(string? value) => value is null ? "" : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task<TableSurvey> SurveyAsync(byte[] bytes, int rowsToKeep = 0)
    {
        using var content = new MemoryStream(bytes);
        return await TableSurvey.OfAsync(await TableFile.OpenAsync(content, "t.parquet"), "t.parquet", rowsToKeep);
    }
}
