using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ModelMine.Core.Formats;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Data.Tables;
using ModelMine.Training.Models.Mlp;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Reference;

/// <summary>
/// PyTorch makes the inputs of a table's rows by the weights' metadata alone, and finds our outputs and our score.
/// See <c>lab/reference/check_table.py</c>.
/// </summary>
[Collection(TorchTests.Name)]
public sealed class TablePyTorchTests
{
    [Theory]
    [InlineData("""{"dataset":"penguins","target":"species","epochs":4,"hiddenSize":32}""")]
    [InlineData("""{"dataset":"penguins","target":"sex","epochs":4,"hiddenSize":32}""")]
    [InlineData("""{"dataset":"penguins","target":"body_mass_g","epochs":4,"hiddenSize":32}""")]
    public async Task OutputsAndScore_ThatPyTorchFinds_AreOurs(string json)
    {
        using var folder = new TemporaryFolder();
        var family = Family.Table(json);
        var result = family.Train(folder.Path, new())!;
        var data = TableFiles.Read(new() { Config = family.Config, Folder = "", DatasetFolder = "", Threads = 1 });
        var weights = folder.File(TrainingJob.WeightsFileName);

        var found = JsonElement.Parse(await Python.RunAsync("check_table.py", weights, Unpacked(folder), Listed(folder, data.Split.Test)));

        found.GetProperty("rows").GetInt64().ShouldBe(result.TestSamples);
        found.GetProperty("score").GetDouble().ShouldBe(result.Score, result.ScoreName == "accuracy" ? 1e-12 : 0.05);
        var theirs = found.GetProperty("outputs").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(output => output.GetSingle())).ToArray();
        var ours = Outputs(family, data, weights);
        theirs.Length.ShouldBe(ours.Length);
        theirs.Zip(ours, (one, other) => Math.Abs(one - other)).Max().ShouldBeLessThan(1e-4f);
    }

    private static float[] Outputs(Family family, TableDataset data, string weights)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var model = new MlpModel(data.Preprocessing.Width, family.Config.Int32("hiddenSize"), family.Config.Int32("hiddenLayers"), data.Preprocessing.Target.Width, 0);
        using var parameters = model.Parameters;
        using var stream = File.OpenRead(weights);
        parameters.Load(Safetensors.Open(stream));
        return [.. model.Forward(data.Take(data.Split.Test).Inputs, dropout: null).data<float>()];
    }

    private static string Listed(TemporaryFolder folder, int[] rows)
    {
        var path = folder.File("rows.txt");
        File.WriteAllLines(path, rows.Select(row => row.ToString(CultureInfo.InvariantCulture)));
        return path;
    }

    private static string Unpacked(TemporaryFolder folder)
    {
        var path = folder.File("penguins.csv");
        using var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "datasets", "penguins", "penguins.csv.gz")), CompressionMode.Decompress);
        using var file = File.Create(path);
        packed.CopyTo(file);
        return path;
    }
}
