namespace ModelMine.Core.Contracts;

/// <summary>Why a training ended before its last epoch: one word and one sentence.</summary>
/// <param name="Word"><c>EARLY_STOPPING</c> or <c>MAX_MINUTES</c>.</param>
/// <param name="Sentence">The same, said to a person.</param>
public sealed record EarlyEnd(string Word, string Sentence)
{
    /// <summary>The validation score had not become better for <c>patience</c> epochs.</summary>
    public const string EarlyStopping = "EARLY_STOPPING";

    /// <summary>The time of <c>maxMinutes</c> was used up.</summary>
    public const string MaxMinutes = "MAX_MINUTES";
}
