using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Core.JobConfigs.Families;
using ModelMine.Training.Models.Cnn;
using ModelMine.Training.Models.Layered;
using ModelMine.Training.Models.Mlp;
using ModelMine.Training.Models.ResNet;

namespace ModelMine.Training.Models;

/// <summary>The image model that a config describes, to be trained or to take trained weights.</summary>
internal static class ImageModelChoice
{
    /// <param name="config">The config of a family that classifies images.</param>
    /// <param name="image">Shape of each image.</param>
    /// <param name="classes">How many there are.</param>
    public static IImageModel Of(EffectiveConfig config, ImageShape image, int classes) => config.Family switch
    {
        ModelFamily.Mlp => new MlpModel(image.Count, config.Int32("hiddenSize"), config.Int32("hiddenLayers"), classes, config.Seed),
        ModelFamily.Cnn when config.Has("layers") => new LayeredModel(image, config.Layers("layers"), config.Seed),
        ModelFamily.Cnn => new CnnModel(image, config.Int32("channels"), classes, config.Seed),
        ModelFamily.ResNet => new ResNetModel(image, ResNetPlan.Of(config.Int32("depth"), config.Int32("channels")), classes, config.Seed),
        _ => throw new ArgumentOutOfRangeException(nameof(config), config.ModelType, "This family classifies no images."),
    };
}
