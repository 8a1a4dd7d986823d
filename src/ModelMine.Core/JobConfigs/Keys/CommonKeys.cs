using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What every family reads.</summary>
internal static class CommonKeys
{
    /// <summary>Largest whole number that a JSON number carries without loss, 2^53 - 1.</summary>
    private const long LargestExactInteger = 9_007_199_254_740_991;

    private static readonly ConfigChoice CrossEntropy = Choice(
        "crossEntropy", "categoricalCrossentropy", "sparseCategoricalCrossentropy", "softmaxCrossEntropy", "crossEntropyLoss");

    private static readonly ConfigChoice Huber = Choice("huber", "smoothL1", "huberLoss");
    private static readonly ConfigChoice MeanSquaredError = Choice("mse", "meanSquaredError", "mseLoss");

    public static readonly ConfigKey[] All =
    [
        Integer("epochs", 1, 1000, "Passes over the training data. For dqn and ppo, an epoch is stepsPerEpoch steps in the environment.")
            .ReadBy([Mlp, Cnn, ResNet], 5).ReadBy([Transformer, TextClassifier], 10).ReadBy(Dqn, 100).ReadBy(Ppo, 50)
            .WithDefaultInWords(Mlp, "`5` with images, `60` with a table")
            .ElsewhereCalled("numEpochs", "trainEpochs", "iterations"),
        Integer("batchSize", 1, 4096, "Samples in one optimizer step.")
            .ReadBy([Mlp, Cnn, ResNet, Dqn], 64).ReadBy(Ppo, 256).ReadBy([Transformer, TextClassifier], 32)
            .ElsewhereCalled("batch", "minibatchSize"),
        Number("learningRate", 0, 10, "Step size of the optimizer.").AboveMinimum()
            .ReadBy(EveryFamily, 0.001)
            .ElsewhereCalled("lr", "stepSize", "alpha"),
        Text("lossFunction", "What training minimises.")
            .ReadBy([Cnn, ResNet, Transformer, TextClassifier], "crossEntropy", CrossEntropy)
            .ReadBy(Mlp, "crossEntropy", CrossEntropy, MeanSquaredError, Choice("mae", "meanAbsoluteError", "l1", "l1Loss"), Huber)
            .WithDefaultInWords(Mlp, "`crossEntropy`; `mse` for task regression")
            .ReadBy(Dqn, "mse", Huber, MeanSquaredError)
            .ElsewhereCalled("loss", "criterion", "objective"),
        Integer("seed", 0, LargestExactInteger, "Start of every random choice: the same config on the same kind of machine gives the same weights, bit by bit.")
            .ReadBy(EveryFamily, 42)
            .ElsewhereCalled("randomSeed", "randomState", "manualSeed"),
        Integer("snapshotEverySeconds", 5, 3600, "Seconds between saved training states, besides the one at the end of each epoch. What a lost node costs at most.")
            .ReadBy(EveryFamily, 60)
            .ElsewhereCalled("checkpointEvery", "saveEvery", "checkpointInterval"),
    ];
}
