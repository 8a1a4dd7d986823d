using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Data.Tables;
using ModelMine.Training.Data.Text;
using ModelMine.Training.Data.Text.Labelled;
using ModelMine.Training.Learners.Dqn;
using ModelMine.Training.Learners.Ppo;
using ModelMine.Training.Loops;
using ModelMine.Training.Models;

namespace ModelMine.Training.Learners;

/// <summary>The learner of the family that a config names, with its data loaded.</summary>
internal static class LearnerChoice
{
    /// <exception cref="TrainingException">The data cannot be had, or this version does not know the data set.</exception>
    public static ILearner Of(TrainingRequest request)
    {
        var config = request.Config;
        switch (config.Family)
        {
            case ModelFamily.Mlp when config.Data!.Kind == DatasetKind.Table:
                return TableLearner.Of(config, TableFiles.Read(request));
            case ModelFamily.Mlp or ModelFamily.Cnn or ModelFamily.ResNet:
                var images = Images(request);
                return new ImageLearner(config, images, ImageModelChoice.Of(config, images.Shape, images.Classes.Count));
            case ModelFamily.Transformer:
                return TextLearner.Of(config, Text(request));
            case ModelFamily.TextClassifier:
                return TextClassifierLearner.Of(config, LabelledTexts(request));
            case ModelFamily.Ppo:
                return new PpoLearner(config);
            default:
                return new DqnLearner(config);
        }
    }

    private static TextCorpus Text(TrainingRequest request) => request.Config.Dataset switch
    {
        KingJamesText.Name => KingJamesText.Read(Path.Combine(request.ShippedFolder, KingJamesText.Name)),
        var name when DatasetCatalog.FindEntry(name) is null => OwnText.Read(request),
        _ => throw Unknown(request.Config),
    };

    private static LabelledTextFiles LabelledTexts(TrainingRequest request) =>
        request.Config.Data!.Kind == DatasetKind.Table ? TableTexts.Read(request)
        : DatasetCatalog.FindEntry(request.Config.Dataset) is null ? OwnTexts.Read(request)
        : CatalogTexts.Read(request);

    private static ImageDataset Images(TrainingRequest request) =>
        new(DatasetCatalog.FindEntry(request.Config.Dataset) is null ? OwnImages.Read(request) : CatalogImages.Read(request), request.Config.Number("validationSplit"), request.Config.Seed, request.Config.Flag("dataAugmentation"));

    private static TrainingException Unknown(EffectiveConfig config) =>
        new($"dataset {config.Dataset} is not known to this version of the trainer: update ModelMine on this node.", retryable: true);
}
