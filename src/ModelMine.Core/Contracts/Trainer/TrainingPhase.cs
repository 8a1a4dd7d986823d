namespace ModelMine.Core.Contracts;

/// <summary>What a trainer is at.</summary>
public enum TrainingPhase
{
    /// <summary>Fetching and reading data, making the model.</summary>
    Reading,

    /// <summary>Making steps.</summary>
    Training,

    /// <summary>Measuring the model, on the validation split or at the end on the test split.</summary>
    Measuring,

    /// <summary>Writing a snapshot, or the trained weights.</summary>
    Saving,

    /// <summary>Nothing: it was told to wait.</summary>
    Holding,
}
