using System.Text.Json;

namespace ModelMine.Core.Contracts;

/// <summary>What a weights file was measured to do on the test split of the data set that its own metadata names. No field is estimated.</summary>
public sealed record Evaluation
{
    /// <summary>Name of the score, as in <see cref="JobResult.ScoreName"/>.</summary>
    public required string ScoreName { get; init; }

    /// <summary>The score on the held-out test split.</summary>
    public required double Score { get; init; }

    /// <summary>Loss on the test split; null where the family has none.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Every figure by name, such as <c>test/accuracy</c>.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Trainable parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Samples in the test split.</summary>
    public required long TestSamples { get; init; }

    /// <summary>Data set or environment.</summary>
    public required string Dataset { get; init; }

    /// <summary>SHA-256 over the data set's files (or the environment's definition), lower-case hex.</summary>
    public required string DatasetDigest { get; init; }

    /// <summary>The effective config, as the weights file holds it.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>SHA-256 of the effective config in canonical JSON, lower-case hex.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>SHA-256 of the weights file, lower-case hex.</summary>
    public required string WeightsDigest { get; init; }

    /// <summary>Bytes of the weights file.</summary>
    public required long WeightsBytes { get; init; }

    /// <summary>Seconds that loading and measuring took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Threads that it computed with: another number may change the last bits.</summary>
    public required int Threads { get; init; }

    /// <summary>CPU level that libtorch used: another one may change the last bits.</summary>
    public required string CpuCapability { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string TorchVersion { get; init; }
}
