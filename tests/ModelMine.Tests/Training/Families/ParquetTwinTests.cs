using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets.Own;
using ModelMine.Core.Datasets.Tables;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Tests.Core.Datasets.Tables;
using ModelMine.Tests.Core.Datasets.Tables.Parquet;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Families;

/// <summary>A user's own table gives the same model whichever format it is given in.</summary>
[Collection(TorchTests.Name)]
public sealed class ParquetTwinTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("word")]
    [InlineData("count")]
    public async Task Train_OnAParquetFile_GivesTheWeightsOfItsCsvTwin(string target)
    {
        var parquet = await ParquetBytes.OfAllKindsAsync(400, groupRows: 90);

        var (result, weights) = await TrainAsync("t.parquet", parquet, target);
        var (twin, twinWeights) = await TrainAsync("t.csv", await AsCsvAsync(parquet), target);

        result.Metrics.ShouldBe(twin.Metrics);
        result.Score.ShouldBe(twin.Score);
        weights.Count.ShouldBeGreaterThan(3);
        weights.Keys.ShouldBe(twinWeights.Keys);
        weights.Keys.ShouldAllBe(name => weights[name].SequenceEqual(twinWeights[name]));
    }

    private async Task<(JobResult Result, Dictionary<string, float[]> Weights)> TrainAsync(string name, byte[] content, string target)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        var path = TrainingRequest.PathOfOwn(_folder.Path, digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        var found = await DatasetInspection.InspectAsync("mine@1", [new(name, digest, content.Length, () => new MemoryStream(content))], cancellation: TestContext.Current.CancellationToken);
        var config = JobConfigParser.Parse(JsonElement.Parse($$"""{"modelType":"mlp","dataset":"mine","target":"{{target}}","epochs":3,"hiddenSize":16}"""), datasets: new OwnDatasets([found.Facts])).Config!;

        var result = TrainingJob.Run(new() { Config = config, Folder = _folder.Path, DatasetFolder = _folder.Path, Threads = TorchTests.Threads }, new Recorder(), TestContext.Current.CancellationToken)!;

        using var stream = File.OpenRead(_folder.File(TrainingJob.WeightsFileName));
        var weights = Safetensors.Open(stream);
        return (result, weights.Tensors.Keys.Order().ToDictionary(name => name, weights.ReadSingles));
    }

    private static async Task<byte[]> AsCsvAsync(byte[] parquet)
    {
        using var content = new MemoryStream(parquet);
        var table = await TableFile.OpenAsync(content, "t.parquet");
        var rows = await TableRows.OfAsync(table);
        var lines = rows.Select(row => string.Join(',', row.Select(value => $"\"{value?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(string.Join(',', table.Columns))));
    }
}
