using System.Security.Cryptography;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Results;

/// <summary>A weights file that was opened, with the config that its metadata holds. Not for several threads at once.</summary>
public sealed class TrainedWeights : IDisposable
{
    private readonly FileStream _stream;

    private TrainedWeights(FileStream stream, string digest, SafetensorsFile tensors, EffectiveConfig config)
    {
        _stream = stream;
        Digest = digest;
        Bytes = stream.Length;
        Tensors = tensors;
        Config = config;
    }

    /// <summary>The effective config that it was trained with.</summary>
    public EffectiveConfig Config { get; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public string Digest { get; }

    /// <summary>Length of the file, bytes.</summary>
    public long Bytes { get; }

    internal SafetensorsFile Tensors { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Weights as a job delivers them (safetensors).</param>
    /// <param name="datasets">Where the config's data set is found; null for the catalog, and what the file says of one that is not in it.</param>
    /// <exception cref="TrainingException">It cannot be read, or was not trained by a version of ModelMine that this one understands.</exception>
    public static TrainedWeights Open(string path, IDatasetLookup? datasets = null)
    {
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
            stream.Position = 0;
            var tensors = Safetensors.Open(stream);
            var config = tensors.Metadata.TryGetValue("config", out var json)
                ? EffectiveConfig.FromEffective(JsonElement.Parse(json), datasets ?? WeightsDataset.Lookup(tensors.Metadata))
                : throw new SafetensorsException("Its metadata hold no config: it was not trained by ModelMine.");
            return new(stream, digest, tensors, config);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or JsonException)
        {
            stream?.Dispose();
            throw new TrainingException($"The weights {Path.GetFileName(path)} cannot be used: {error.Message}", retryable: false, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>A text of the file's metadata.</summary>
    /// <exception cref="TrainingException">There is none of that name.</exception>
    internal string Text(string name) => Tensors.Metadata.TryGetValue(name, out var text)
        ? text
        : throw new TrainingException($"The weights' metadata say nothing about {name}: they were written by another version of ModelMine.", retryable: false);
}
