using ModelMine.Core.JobConfigs.Families;
using ModelMine.Core.JobConfigs.Layers;
using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What is trained on, and what the image classifiers read.</summary>
internal static class ImageKeys
{
    public static readonly ConfigKey[] All =
    [
        Dataset("dataset", "Data to learn from: a data set of the catalog, or one of your own, of which `name` is the newest version and `name@2` the second.")
            .ReadBy([Mlp, Cnn, ResNet], "mnist").ReadBy(Transformer, "kjv").ReadBy(TextClassifier, "kjv-books")
            .ElsewhereCalled("data", "dataSource", "corpus"),
        Number("validationSplit", 0.02, 0.5, "Share of the training data that is held out to measure progress.")
            .ReadBy([Mlp, Cnn, ResNet, TextClassifier], 0.1)
            .ElsewhereCalled("valSplit", "validationFraction"),
        Flag("dataAugmentation", "Whether each training image is moved at random, anew in each epoch, as its data set allows: photographs by up to 4 pixels and mirrored, digits by up to 2 pixels.")
            .ReadBy([Mlp, Cnn], false).ReadBy(ResNet, true)
            .ElsewhereCalled("augment", "augmentation", "dataAugment"),
        Integer("hiddenSize", 8, 4096, "Width of the hidden layers (of the embeddings, for transformer and bert).")
            .ReadBy(Mlp, 256).ReadBy([Transformer, TextClassifier], 128).ReadBy(Dqn, 128).ReadBy(Ppo, 64)
            .ElsewhereCalled("hiddenDim", "hiddenUnits", "dModel", "embeddingSize", "width"),
        Integer("hiddenLayers", 1, 16, "Hidden layers.")
            .ReadBy(Mlp, 2)
            .ElsewhereCalled("numHiddenLayers"),
        Integer("channels", 4, 256, "Channels of the first convolution. In a cnn the second has twice, the third four times as many; in a resnet each stage has twice as many as the one before.")
            .ReadBy(Cnn, 16).ReadBy(ResNet, 64)
            .UnlessGiven("layers")
            .ElsewhereCalled("filters", "numFilters", "baseChannels"),
        new ConfigKey { Name = "layers", Kind = ConfigKeyKind.Layers, Help = "A network of your own, layer by layer, in place of the one that channels and dropout describe; see [the types of layers](#layers)." }
            .ReadBy(Cnn, Array.Empty<Layer>()).WithDefaultInWords(Cnn, "none").Optional()
            .ElsewhereCalled("network", "layerList"),
        Integer("depth", 18, 50, "Weighted layers of the residual network: 18 and 34 have basic blocks, 50 has bottlenecks.").OneOf(ResNetPlan.Depths)
            .ReadBy(ResNet, 18)
            .ElsewhereCalled("resnetDepth", "modelDepth"),
        Number("dropout", 0, 0.9, "Share of activations that is dropped at random while training.")
            .ReadBy([Mlp, Transformer, TextClassifier], 0.1).ReadBy(Cnn, 0.25).ReadBy(ResNet, 0)
            .UnlessGiven("layers")
            .ElsewhereCalled("dropoutRate", "dropProb"),
    ];
}
