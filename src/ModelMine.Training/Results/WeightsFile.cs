using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Loops;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Results;

/// <summary>Writes trained weights as safetensors. The same weights and config always give the same bytes: nothing in the file depends on the time or the machine.</summary>
internal static class WeightsFile
{
    /// <returns>SHA-256 (lower-case hex) and length of the file.</returns>
    public static (string Digest, long Bytes) Write(string path, EffectiveConfig config, TrainedModel model)
    {
        var metadata = new Dictionary<string, string>(model.Metadata)
        {
            ["format"] = "pt",
            ["config"] = config.CanonicalJson,
        };
        if (config.Data is { } data && DatasetCatalog.FindEntry(data.Name) is null)
        {
            metadata[WeightsDataset.Key] = WeightsDataset.Write(data);
        }

        AtomicFile.Write(path, stream => Safetensors.Write(stream, model.Tensors, metadata));
        using var written = File.OpenRead(path);
        return (Convert.ToHexStringLower(SHA256.HashData(written)), written.Length);
    }
}
