using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What is trained on, and what the image classifiers read.</summary>
internal static class ImageKeys
{
    public static readonly ConfigKey[] All =
    [
        Dataset("dataset", "Data to learn from: a data set of the catalog, or one of your own, of which `name` is the newest version and `name@2` the second.")
            .ReadBy([Mlp, Cnn], "mnist").ReadBy(Transformer, "kjv")
            .ElsewhereCalled("data", "dataSource", "corpus"),
        Number("validationSplit", 0.02, 0.5, "Share of the training data that is held out to measure progress.")
            .ReadBy([Mlp, Cnn], 0.1)
            .ElsewhereCalled("valSplit", "validationFraction"),
        Flag("dataAugmentation", "Whether each training image is moved at random, anew in each epoch, as its data set allows: photographs by up to 4 pixels and mirrored, digits by up to 2 pixels.")
            .ReadBy([Mlp, Cnn], false)
            .ElsewhereCalled("augment", "augmentation", "dataAugment"),
        Integer("hiddenSize", 8, 4096, "Width of the hidden layers (of the embeddings, for transformer).")
            .ReadBy(Mlp, 256).ReadBy(Transformer, 128).ReadBy(Dqn, 128).ReadBy(Ppo, 64)
            .ElsewhereCalled("hiddenDim", "hiddenUnits", "dModel", "embeddingSize", "width"),
        Integer("hiddenLayers", 1, 16, "Hidden layers.")
            .ReadBy(Mlp, 2)
            .ElsewhereCalled("depth", "numHiddenLayers"),
        Integer("channels", 4, 256, "Channels of the first convolution; the second has twice, the third four times as many.")
            .ReadBy(Cnn, 16)
            .ElsewhereCalled("filters", "numFilters", "baseChannels"),
        Number("dropout", 0, 0.9, "Share of activations that is dropped at random while training.")
            .ReadBy([Mlp, Transformer], 0.1).ReadBy(Cnn, 0.25)
            .ElsewhereCalled("dropoutRate", "dropProb"),
    ];
}
