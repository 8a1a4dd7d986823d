using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Training.Parameters;

namespace ModelMine.Training.Loops;

/// <summary>What was measured on the held-out test split.</summary>
internal sealed record FinalReport
{
    public required double Score { get; init; }

    public double? TestLoss { get; init; }

    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    public required long TrainSamples { get; init; }

    public required long ValidationSamples { get; init; }

    public required long TestSamples { get; init; }

    public required string DatasetDigest { get; init; }

    /// <summary>Epoch whose weights the learner chose by itself; null when it left that to the loop.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Which classes were taken for which; null unless the config asks for it.</summary>
    public ConfusionCounts? Confusion { get; init; }

    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>One line for the log.</summary>
    public required string Summary { get; init; }
}

/// <summary>The weights of a model, and what whoever loads them must know.</summary>
/// <param name="Parameters">The weights.</param>
/// <param name="Metadata">Texts for the file's header, such as the vocabulary or the normalisation.</param>
internal sealed record TrainedModel(ParameterSet Parameters, IReadOnlyDictionary<string, string> Metadata)
{
    public IEnumerable<SafetensorsTensor> Tensors => Parameters.ToSafetensors();
}
