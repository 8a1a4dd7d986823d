using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Models;
using ModelMine.Training.Models.Cnn;
using ModelMine.Training.Models.Mlp;

namespace ModelMine.Training.Inference.Images;

/// <summary>The image model that a config describes, without its data.</summary>
internal static class ImageModelChoice
{
    public static IImageModel Of(EffectiveConfig config, ImageShape shape, int classes) => config.Family switch
    {
        ModelFamily.Mlp => new MlpModel(shape.Count, config.Int32("hiddenSize"), config.Int32("hiddenLayers"), classes, config.Seed),
        ModelFamily.Cnn => new CnnModel(shape, config.Int32("channels"), classes, config.Seed),
        _ => throw new TrainingException($"Images cannot be classified by a {config.ModelType} with this version of ModelMine.", retryable: false),
    };
}
