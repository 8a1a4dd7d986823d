using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Inference.Images;
using ModelMine.Training.Results;

namespace ModelMine.Training.Inference;

/// <summary>The trained model in a weights file. A family that can be tried in a new way has its line here.</summary>
internal static class TrainedModelChoice
{
    /// <exception cref="TrainingException">The metadata lack what the model needs.</exception>
    public static ITrainedModel Of(TrainedWeights weights) => TryKindOf.Model(weights.Config) switch
    {
        TryKind.Image => ImageClassifier.Of(weights),
        TryKind.Prompt => TextWriter.Of(weights),
        TryKind.Sentence => SentenceClassifier.Of(weights),
        TryKind.Row => RowPredictor.Of(weights),
        _ => WorldPlayer.Of(weights),
    };
}
