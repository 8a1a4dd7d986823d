using System.Buffers;
using System.Text;
using CsCheck;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Tests.Core.Datasets.Tables;

public sealed class CsvFileTests
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t\"\r\n");
    private static readonly Gen<string> Value = Gen.OneOf(
        Gen.String[Gen.Char["ab,;\t\"\n é€"], 0, 8],
        Gen.Double.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Rows_OfAnyValuesWrittenByTheRfc_AreReadBack() =>
        await Gen.Select(Value.Array[2].Array[1, 6], Gen.OneOf(',', ';', '\t'), Gen.OneOf("\n", "\r\n", "\r"), Gen.Bool).SampleAsync(async (rows, delimiter, lineEnd, endsWithLineEnd) =>
        {
            var text = string.Join(lineEnd, rows.Select(row => string.Join(delimiter, row.Select(Quoted))).Prepend($"x{delimiter}y")) + (endsWithLineEnd ? lineEnd : "");

            var (columns, read) = await CsvText.ReadAsync(text);

            columns.ShouldBe(["x", "y"]);
            read.ShouldBe(rows.Select(row => Array.ConvertAll(row, value => MissingValue.Read(value.Replace(lineEnd, "\n", StringComparison.Ordinal)))));
        });

    [Fact]
    public async Task Bytes_OfAnyKind_GiveATableOrADatasetException() => await Gen.Byte.Array[0, 200].SampleAsync(async bytes =>
    {
        try
        {
            await CsvText.ReadAsync(bytes);
        }
        catch (DatasetException error)
        {
            error.Message.ShouldContain("t.csv");
        }
    });

    [Theory]
    [InlineData("", "t.csv is empty")]
    [InlineData("a\n1\n", "t.csv has 1 column;")]
    [InlineData("a,a\n1,2\n", "Columns 1 and 2 of t.csv are both called a")]
    [InlineData("a,\n1,2\n", "Column 2 of t.csv has no proper name")]
    [InlineData("a,b\n1,2\n\n1,2,3\n", "t.csv, line 4: there are 3 values, but 2 columns")]
    [InlineData("a,b\n1\n", "t.csv, line 2: there are 1 values")]
    [InlineData("a,b\n1,\"2\n3", "the quote that opens on line 2 is never closed")]
    [InlineData("a,b\n1,\"2\"3\n", "line 2: something follows a closing quote")]
    public async Task Open_WhatIsNoTable_NamesTheFileAndThePlace(string csv, string message) =>
        (await Should.ThrowAsync<DatasetException>(() => CsvText.ReadAsync(csv))).Message.ShouldContain(message);

    [Fact]
    public async Task Open_TextThatIsNotUtf8_SaysSo() =>
        (await Should.ThrowAsync<DatasetException>(() => CsvText.ReadAsync([.. "a,b\n1,"u8, 0xff, 0xfe, (byte)'\n']))).Message.ShouldContain("not UTF-8");

    [Fact]
    public async Task Open_AValueWithoutAnEnd_IsRefusedBeforeItFillsTheMemory()
    {
        using var endless = new EndlessStream("a,b\n1,\"", 'x');

        var table = await TableFile.OpenAsync(endless, "t.csv");
        var error = await Should.ThrowAsync<DatasetException>(() => TableRows.OfAsync(table));

        error.Message.ShouldContain("longer than 32768 characters");
        endless.Given.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public async Task Open_ALineOfCommasWithoutAnEnd_IsRefusedBeforeItFillsTheMemory()
    {
        using var endless = new EndlessStream("a,b\n1", ',');

        var table = await TableFile.OpenAsync(endless, "t.csv");
        var error = await Should.ThrowAsync<DatasetException>(() => TableRows.OfAsync(table));

        error.Message.ShouldContain("more than 500 columns");
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("\"\"")]
    [InlineData(" ? ")]
    [InlineData("NaN")]
    public async Task Value_ThatStandsForNone_IsMissing(string text) =>
        (await CsvText.ReadAsync($"a,b\n1,{text}\n")).Rows.ShouldHaveSingleItem().ShouldBe(["1", null]);

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(Special) || value.Length == 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    /// <summary>Gives a beginning and then one character for ever.</summary>
    private sealed class EndlessStream(string beginning, char rest) : MemoryStream
    {
        private readonly byte[] _beginning = Encoding.UTF8.GetBytes(beginning);

        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < buffer.Length; i++)
            {
                buffer.Span[i] = Given < _beginning.Length ? _beginning[Given] : (byte)rest;
                Given++;
            }

            return ValueTask.FromResult(buffer.Length);
        }
    }
}
