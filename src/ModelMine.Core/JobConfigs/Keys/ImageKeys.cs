using ModelMine.Core.Datasets;
using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What is trained on, and what the image classifiers read.</summary>
internal static class ImageKeys
{
    public static readonly ConfigKey[] All =
    [
        Text("dataset", "Data to learn from: mnist (28×28 digits), fashion-mnist (28×28 clothes), cifar10 and cifar100 (32×32 colour photographs), kjv (text of the King James Bible). All but mnist and kjv are downloaded on first use.")
            .ReadBy([Mlp, Cnn], "mnist", Sets(DatasetKind.Images))
            .ReadBy(Transformer, "kjv", Sets(DatasetKind.Text))
            .ElsewhereCalled("data", "dataSource", "corpus"),
        Number("validationSplit", 0.02, 0.5, "Share of the training data that is held out to measure progress.")
            .ReadBy([Mlp, Cnn], 0.1)
            .ElsewhereCalled("valSplit", "validationFraction"),
        Flag("dataAugmentation", "Whether each training image is moved at random, anew in each epoch, as its data set allows: photographs by up to 4 pixels and mirrored, digits by up to 2 pixels.")
            .ReadBy([Mlp, Cnn], false)
            .ElsewhereCalled("augment", "augmentation", "dataAugment"),
        Integer("hiddenSize", 8, 4096, "Width of the hidden layers (of the embeddings, for transformer).")
            .ReadBy(Mlp, 256).ReadBy(Transformer, 128).ReadBy(Dqn, 128)
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

    private static ConfigChoice[] Sets(params DatasetKind[] kinds) =>
        [.. DatasetCatalog.Entries.Where(entry => kinds.Contains(entry.Facts.Kind)).Select(entry => Choice(entry.Facts.Name, [.. entry.Aliases]))];
}
