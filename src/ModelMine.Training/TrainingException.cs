namespace ModelMine.Training;

/// <summary>A training that cannot go on. The message says what is wrong, where, and what to do; it is shown to the job's owner.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="retryable">Whether another attempt could end otherwise.</param>
/// <param name="inner">What caused it.</param>
public sealed class TrainingException(string message, bool retryable, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether another attempt, perhaps on another node, could end otherwise.</summary>
    public bool Retryable { get; } = retryable;
}
