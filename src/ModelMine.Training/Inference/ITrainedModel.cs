using ModelMine.Core.Contracts;

namespace ModelMine.Training.Inference;

/// <summary>A trained model of one kind, made from its weights file alone, that answers requests.</summary>
internal interface ITrainedModel : IDisposable
{
    /// <summary>Answers, piece by piece as it goes on; within dispose scopes and without gradients.</summary>
    /// <param name="request">Of the kind that the model is for, and within <see cref="TryLimits"/>.</param>
    /// <exception cref="TrainingException">The model has no answer to it; says why.</exception>
    IEnumerable<TryOutput> Answer(TryRequest request);
}
