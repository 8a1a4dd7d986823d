using ModelMine.Core.Datasets;
using ModelMine.Training;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Learners;
using ModelMine.Training.Loops;
using ModelMine.Training.Models;

namespace ModelMine.Tests.Training.Families;

/// <summary>The first images of MNIST: real digits, few enough for a short test.</summary>
internal static class SmallMnist
{
    private static readonly Lazy<ImageFiles> Whole = new(() => CatalogImages.Shipped(Path.Combine(AppContext.BaseDirectory, "datasets"), DatasetCatalog.FindEntry("mnist")!.Facts));

    public static ImageFiles Of(int train, int test) => Whole.Value with
    {
        Train = First(Whole.Value.Train, train),
        Test = First(Whole.Value.Test, test),
    };

    /// <summary>Makes learners of that data.</summary>
    public static Func<TrainingRequest, ILearner> Learner(int train, int test, Func<TrainingRequest, ImageDataset, IImageModel> model) => request =>
    {
        var data = new ImageDataset(Of(train, test), request.Config.Number("validationSplit"), request.Config.Seed, request.Config.Flag("dataAugmentation"));
        return new ImageLearner(request.Config, data, model(request, data));
    };

    private static LabelledImages First(LabelledImages images, int count) => new(images.Pixels[..(count * 28 * 28)], images.Labels[..count]);
}
