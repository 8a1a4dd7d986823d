using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>Says in words how a result was obtained.</summary>
public static class ResultWords
{
    /// <summary>What the score was measured on, in a few words.</summary>
    /// <param name="result">The result.</param>
    public static string Measured(JobResult result) => result.ScoreName == "meanReturn"
        ? $"over {Figures.Count(result.TestSamples)} greedy episodes"
        : $"on {Figures.Count(result.TestSamples)} held-out samples";

    /// <summary>How to read the score.</summary>
    /// <param name="scoreName">Its name.</param>
    public static string HowToRead(string scoreName) => scoreName switch
    {
        "accuracy" => "Share of the test samples that the model names rightly. The test split is never trained on, nor used to choose anything.",
        "rmse" => "Root of the mean squared error on rows that the model has never seen, in the unit of the column. Lower is better; large errors weigh most.",
        "perplexity" => "How many characters the model hesitates between, on average, on text that it has never seen. Lower is better; 1 would be certainty.",
        "meanReturn" => "Mean reward of whole episodes played with the learned policy and no exploration. Higher is better. The weights are those of the epoch that did best on validation.",
        _ => "Measured on data that was never trained on.",
    };
}
