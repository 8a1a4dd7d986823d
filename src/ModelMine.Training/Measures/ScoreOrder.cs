namespace ModelMine.Training.Measures;

/// <summary>Which way a score is better.</summary>
internal static class ScoreOrder
{
    /// <summary>Whether a score is better than another of the same name; a number that is none is never better.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The name is not that of a score.</exception>
    public static bool IsBetter(string name, double score, double than) => name switch
    {
        "accuracy" or "top5" or "precision" or "recall" or "f1" or "r2" or "meanReturn" => score > than,
        "perplexity" or "loss" or "mse" or "rmse" or "mae" => score < than,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Say here which way this score is better."),
    };
}
