namespace ModelMine.Core.Contracts;

/// <summary>What a trained model is tried with: it follows from the kind of data that it was trained on.</summary>
public enum TryKind
{
    /// <summary>An image, to be classified.</summary>
    Image,

    /// <summary>The beginning of a text, to be gone on with.</summary>
    Prompt,

    /// <summary>A short text, to be classified.</summary>
    Sentence,

    /// <summary>A row of a table, whose target column is predicted.</summary>
    Row,

    /// <summary>An episode in the world that it was trained in, to be watched.</summary>
    Replay,
}
