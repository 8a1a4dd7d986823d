namespace ModelMine.Core.Contracts;

/// <summary>What a training was made with, beside the machine: enough to make it again elsewhere.</summary>
public sealed record TrainingSetup
{
    /// <summary>Samples in an optimizer step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimizer: <c>sgd</c>, <c>momentum</c>, <c>nesterov</c>, <c>adam</c>, <c>adamw</c>, <c>rmsprop</c>.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How it moved: <c>constant</c>, <c>step</c>, <c>cosine</c>, <c>oneCycle</c>.</summary>
    public required string LearningRateSchedule { get; init; }

    /// <summary>Numbers that the passes computed with: <c>fp32</c>, <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>What computed: <c>cpu</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Version of TorchSharp.</summary>
    public required string TorchSharpVersion { get; init; }

    /// <summary>The .NET runtime and its version, such as <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Version of ModelMine.</summary>
    public required string ModelMineVersion { get; init; }
}
