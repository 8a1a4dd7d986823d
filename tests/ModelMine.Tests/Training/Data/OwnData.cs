using System.Security.Cryptography;
using System.Text.Json;
using ModelMine.Core.Datasets.Own;
using ModelMine.Core.JobConfigs;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Data;

/// <summary>A user's own data set as a node has it: inspected, and lying in the folder of data sets.</summary>
internal static class OwnData
{
    /// <summary>What a trainer is asked for a job on files that are the data set <c>mine@1</c>.</summary>
    public static async Task<TrainingRequest> RequestAsync(string folder, (string Name, byte[] Content)[] files, string config, int? size = null)
    {
        var own = new List<OwnFile>();
        foreach (var (name, content) in files)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(content));
            var path = TrainingRequest.PathOfOwn(folder, digest);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
            own.Add(new(name, digest, content.Length, () => new MemoryStream(content)));
        }

        var found = await DatasetInspection.InspectAsync("mine@1", own, size, TestContext.Current.CancellationToken);
        var parsed = JobConfigParser.Parse(JsonElement.Parse(config), datasets: new OwnDatasets([found.Facts]));
        parsed.Problems.ShouldBeEmpty();
        return new() { Config = parsed.Config!, Folder = folder, DatasetFolder = folder, Threads = TorchTests.Threads };
    }
}
