namespace ModelMine.Core.Contracts;

/// <summary>What a trainer measured at the end of a job. No field is estimated.</summary>
public sealed record JobResult
{
    /// <summary>Name of the score: <c>accuracy</c> (0 to 1), <c>perplexity</c> (from 1, lower is better), <c>rmse</c> (from 0, lower is better), <c>meanReturn</c>.</summary>
    public required string ScoreName { get; init; }

    /// <summary>The score on the held-out test split (mean greedy return for reinforcement learning).</summary>
    public required double Score { get; init; }

    /// <summary>Loss on the test split; null where the family has none.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Mean training loss of the last epoch.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Every final figure by name, such as <c>test/accuracy</c>, <c>test/loss</c>, <c>test/bitsPerCharacter</c>.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Whole training epochs made: fewer than the config's when <see cref="EarlyEnd"/> says why.</summary>
    public required int Epochs { get; init; }

    /// <summary>
    /// Epoch that validated best, from 1. Its weights are the delivered ones with <c>earlyStopping</c> and for reinforcement learning;
    /// else those of the end are. Null in results from before this was recorded.
    /// </summary>
    public int? BestEpoch { get; init; }

    /// <summary>Why the training ended before its last epoch; null when it did not.</summary>
    public EarlyEnd? EarlyEnd { get; init; }

    /// <summary>Optimizer steps made.</summary>
    public required long Steps { get; init; }

    /// <summary>Seconds that this attempt trained.</summary>
    public required double Seconds { get; init; }

    /// <summary>Mean samples a second of this attempt's training.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>Trainable parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Samples in the training split.</summary>
    public required long TrainSamples { get; init; }

    /// <summary>Samples in the validation split.</summary>
    public required long ValidationSamples { get; init; }

    /// <summary>Samples in the test split.</summary>
    public required long TestSamples { get; init; }

    /// <summary>Highest resident memory of the trainer, MiB.</summary>
    public required double PeakMemoryMiB { get; init; }

    /// <summary>Threads that it computed with.</summary>
    public required int Threads { get; init; }

    /// <summary>CPU level that libtorch used: <c>DEFAULT</c>, <c>AVX2</c>, <c>AVX512</c>.</summary>
    public required string CpuCapability { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string TorchVersion { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>Data set or environment.</summary>
    public required string Dataset { get; init; }

    /// <summary>SHA-256 over the data set's files (or the environment's definition), lower-case hex.</summary>
    public required string DatasetDigest { get; init; }

    /// <summary>SHA-256 of the effective config in canonical JSON, lower-case hex.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>SHA-256 of the weights file (safetensors), lower-case hex.</summary>
    public required string WeightsDigest { get; init; }

    /// <summary>Bytes of the weights file.</summary>
    public required long WeightsBytes { get; init; }

    /// <summary>Which classes of the test split were taken for which; null unless the config's <c>metrics</c> ask for it.</summary>
    public ConfusionCounts? Confusion { get; init; }

    /// <summary>What the training was made with; null in results from before this was recorded.</summary>
    public TrainingSetup? Setup { get; init; }

    /// <summary>Short samples of what the model does, such as generated text; may be empty.</summary>
    public IReadOnlyList<string>? Samples { get; init; }
}
