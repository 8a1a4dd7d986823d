using System.Globalization;
using System.Text;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Core.Datasets.Tables;
using ModelMine.Tests.Core.Datasets.Tables;
using ModelMine.Tests.Core.Datasets.Tables.Parquet;
using ModelMine.Training;
using ModelMine.Training.Data.Tables;

namespace ModelMine.Tests.Training.Data.Tables;

[Collection(TorchTests.Name)]
public sealed class TableDatasetTests
{
    [Fact]
    public void Preprocessing_IsLearnedOnTheTrainingSplitAlone()
    {
        var data = Penguins("body_mass_g");

        var flipper = data.Preprocessing.Features.OfType<NumericFeature>().Single(feature => feature.Column == "flipper_length_mm");
        var trained = Rows().Where((_, row) => data.Split.Train.Contains(row)).Select(row => row[4]).Where(text => text is not null)
            .Select(text => double.Parse(text!, CultureInfo.InvariantCulture)).ToArray();
        flipper.Mean.ShouldBe(trained.Average(), 1e-6);
        flipper.StandardDeviation.ShouldBe(Math.Sqrt(trained.Select(value => (value - trained.Average()) * (value - trained.Average())).Average()), 1e-6);
    }

    [Fact]
    public void Split_ForEveryJob_TestsOnTheSameRows_AndNoRowIsInTwoParts()
    {
        var (one, two) = (Penguins("species", seed: 1).Split, Penguins("species", seed: 2).Split);

        two.Test.ShouldBe(one.Test);
        two.Train.ShouldNotBe(one.Train);
        one.Train.Concat(one.Validation).Concat(one.Test).Order().ShouldBe(Enumerable.Range(0, 344));
        one.Test.Length.ShouldBe(69);
    }

    [Fact]
    public async Task Values_OfAParquetFile_AreThoseOfItsCsvTwin()
    {
        var parquet = await ParquetBytes.OfAllKindsAsync(60, groupRows: 25);
        using var content = new MemoryStream(parquet);
        var rows = await TableRows.OfAsync(await TableFile.OpenAsync(content, "t.parquet"));
        var csv = "number,count,word,kind,flag,day\n" + string.Concat(rows.Select(row => string.Join(',', row.Select(value => $"\"{value?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));

        var (one, twin) = (await ReadAsync("t.parquet", parquet), await ReadAsync("t.csv", Encoding.UTF8.GetBytes(csv)));

        one.Rows.ShouldBe(60);
        one.Columns.Select(column => column.Name).ShouldBe(twin.Columns.Select(column => column.Name));
        foreach (var (mine, theirs) in one.Columns.Zip(twin.Columns))
        {
            Enumerable.Range(0, 60).Select(row => Cell(mine, row)).ShouldBe(Enumerable.Range(0, 60).Select(row => Cell(theirs, row)));
        }

        static object Cell(ColumnValues column, int row) => column is NumericValues numbers ? numbers[row] : ((CategoricalValues)column)[row];

        static async Task<TableValues> ReadAsync(string name, byte[] bytes)
        {
            var found = await DatasetInspection.InspectAsync("mine@1", [new(name, "", bytes.Length, () => new MemoryStream(bytes))]);
            using var content = new MemoryStream(bytes);
            return TableValues.Read(found.Facts, content);
        }
    }

    [Fact]
    public void Rows_WithoutATarget_AreLeftOut()
    {
        var data = Penguins("sex");

        data.WithoutTarget.ShouldBe(11);
        (data.Split.Train.Length + data.Split.Validation.Length + data.Split.Test.Length).ShouldBe(333);
    }

    [Fact]
    public void Encode_OfATextRow_IsWhatTheBatchHolds()
    {
        var data = Penguins("species");
        var row = data.Split.Train[7];
        var names = DatasetCatalog.FindEntry("penguins")!.Facts.Columns.Select(column => column.Name).ToArray();
        var texts = names.Zip(Rows()[row]).ToDictionary(pair => pair.First, pair => pair.Second);

        using var scope = TorchSharp.torch.NewDisposeScope();
        var batch = data.Take([row]);

        TablePreprocessing.FromJson(data.Preprocessing.ToJson()).Encode(texts).ShouldBe(batch.Inputs.data<float>().ToArray());
    }

    [Fact]
    public void Encode_WhatIsMissingOrUnknown_IsMarkedOrZero()
    {
        var numeric = new NumericFeature("n", 10, 2, MarksMissing: true);
        var words = new CategoricalFeature("c", ["a", "b"], MarksMissing: true);
        var preprocessing = new TablePreprocessing([numeric, words], new("t", [], 0, 1));

        preprocessing.Encode(new Dictionary<string, string?> { ["n"] = "14", ["c"] = "b" }).ShouldBe([2, 0, 0, 1, 0]);
        preprocessing.Encode(new Dictionary<string, string?> { ["n"] = "NA" }).ShouldBe([0, 1, 0, 0, 1]);
        preprocessing.Encode(new Dictionary<string, string?> { ["n"] = "10", ["c"] = "never seen" }).ShouldBe([0, 0, 0, 0, 0]);
        Should.Throw<FormatException>(() => preprocessing.Encode(new Dictionary<string, string?> { ["n"] = "ten" })).Message.ShouldBe("n must be a number, not ten.");
    }

    [Theory]
    [InlineData("a,b\n1,x\n", "The columns of penguins.csv are a, b;")]
    [InlineData("species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex\nEmperor,Dream,1,2,3,4,MALE\n", "Row 1: species is Emperor")]
    [InlineData("species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex\nAdelie,Dream,1,2,3,heavy,MALE\n", "Row 1: body_mass_g is heavy")]
    public void Read_AFileThatIsNotWhatIsKnownOfIt_SaysWhere(string csv, string message)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));

        Should.Throw<TrainingException>(() => TableValues.Read(DatasetCatalog.FindEntry("penguins")!.Facts, content)).Message.ShouldContain(message);
    }

    private static TableDataset Penguins(string target, int seed = 42)
    {
        var config = Configs.Parse($$"""{"dataset":"penguins","target":"{{target}}","seed":{{seed}}}""");
        return TableFiles.Read(new() { Config = config, Folder = "", DatasetFolder = "", Threads = 1 });
    }

    private static List<string?[]> Rows()
    {
        using var content = new System.IO.Compression.GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "datasets", "penguins", "penguins.csv.gz")), System.IO.Compression.CompressionMode.Decompress);
        var rows = new List<string?[]>();
        foreach (var line in new StreamReader(content).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            rows.Add(Array.ConvertAll(line.Split(','), MissingValue.Read));
        }

        return rows;
    }
}
