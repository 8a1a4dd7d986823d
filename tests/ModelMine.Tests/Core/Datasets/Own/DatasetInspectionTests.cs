using System.Security.Cryptography;
using System.Text;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;

namespace ModelMine.Tests.Core.Datasets.Own;

public sealed class DatasetInspectionTests
{
    [Fact]
    public async Task Table_IsKnownByItsColumns()
    {
        var found = await InspectAsync("t.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{(i % 2 == 0 ? "x" : "y")}\n")));

        (found.Facts.Name, found.Facts.Kind, found.Facts.TrainSamples).ShouldBe(("mine@1", DatasetKind.Table, 30));
        found.Facts.Columns.Select(column => column.Kind).ShouldBe([TableColumnKind.Numeric, TableColumnKind.Categorical]);
        found.Profile.Rows.Count.ShouldBe(20);
        found.Profile.Columns[1].Categories.ShouldBe([new("x", 15), new("y", 15)]);
        found.Facts.Files.ShouldHaveSingleItem().Name.ShouldBe("t.csv");
    }

    [Fact]
    public async Task Text_IsCountedInCharacters()
    {
        var text = string.Concat(Enumerable.Repeat("où est-il ?\n", 500));

        var found = await InspectAsync("t.TXT", text);

        (found.Facts.Kind, found.Facts.TrainSamples, found.Facts.Characters).ShouldBe((DatasetKind.Text, text.Length, text.Distinct().Count()));
        found.Profile.Text.ShouldBe(text[..2000]);
    }

    [Theory]
    [InlineData("t.csv", "a,b\n1,2\n", "1 row")]
    [InlineData("t.txt", "short", "5 characters")]
    [InlineData("t.exe", "MZ", "of no format that is known")]
    [InlineData("t", "a,b\n", "of no format that is known")]
    public async Task WhatIsNoDataSet_IsRefusedByName(string name, string content, string message)
    {
        var error = await Should.ThrowAsync<DatasetException>(() => InspectAsync(name, content));

        error.Message.ShouldContain(name);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Text_ThatIsBinary_IsRefused()
    {
        (await Should.ThrowAsync<DatasetException>(() => InspectAsync("t.txt", new byte[5000]))).Message.ShouldContain("U+0000");
        (await Should.ThrowAsync<DatasetException>(() => InspectAsync("t.txt", [.. Enumerable.Repeat((byte)0xC3, 5000)]))).Message.ShouldContain("not UTF-8");
    }

    [Fact]
    public async Task Table_WhoseFactsWouldBeHuge_IsRefused()
    {
        var header = string.Join(',', Enumerable.Range(0, 60).Select(column => $"c{column}"));
        var rows = Enumerable.Range(0, 200).Select(row => string.Join(',', Enumerable.Range(0, 60).Select(column => $"a-rather-long-category-{row}-{column}")));

        (await Should.ThrowAsync<DatasetException>(() => InspectAsync("t.csv", header + "\n" + string.Join('\n', rows)))).Message.ShouldContain("too many different words");
    }

    private static Task<InspectedDataset> InspectAsync(string name, string content) => InspectAsync(name, Encoding.UTF8.GetBytes(content));

    private static Task<InspectedDataset> InspectAsync(string name, byte[] content) => DatasetInspection.InspectAsync(
        "mine@1", [new(name, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length, () => new MemoryStream(content))]);
}
