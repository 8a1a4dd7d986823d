using System.Globalization;
using System.Runtime.InteropServices;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Models;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Inference.Images;

/// <summary>Classifies images, prepared and normalised as those that it was trained on.</summary>
internal sealed class ImageClassifier : ITrainedModel
{
    private const string Handwritten = "mnist";
    private readonly IImageModel _model;
    private readonly ImageShape _shape;
    private readonly string[] _classes;
    private readonly PixelNormalisation _normalisation;
    private readonly bool _handwritten;

    private ImageClassifier(IImageModel model, ImageShape shape, string[] classes, PixelStatistics statistics, bool handwritten)
    {
        (_model, _shape, _classes) = (model, shape, classes);
        (_normalisation, _handwritten) = (new(shape, statistics), handwritten);
    }

    public static ImageClassifier Of(TrainedWeights weights)
    {
        var config = weights.Config;
        var shape = config.Data?.Image ?? throw new TrainingException($"The shape of the images of {config.Dataset} is not known.", retryable: false);
        var classes = ClassNames.Read(weights);
        var model = ImageModelChoice.Of(config, shape, classes.Length);
        model.Parameters.Load(weights.Tensors);
        model.Parameters.MoveTo(ComputeDevice.ToUse(config));
        var statistics = new PixelStatistics(Numbers(weights.Text("mean")), Numbers(weights.Text("standardDeviation")));
        return new(model, shape, classes, statistics, config.Dataset == Handwritten);
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        var seen = Prepare(((TryImage)request).Picture);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var scores = _model.Forward(Normalise(seen).On(_model.Parameters.Device), dropout: null);
        return [new TryClasses(ClassProbabilities.Of(scores, _classes)) { Seen = seen }];
    }

    public void Dispose() => _model.Parameters.Dispose();

    // What has the right shape already is taken for an image of the data set, and left as it is.
    private TryPicture Prepare(TryPicture picture) =>
        (picture.Height, picture.Width, picture.Channels) == (_shape.Height, _shape.Width, _shape.Channels) ? picture
        : _handwritten ? Handwriting.Centre(picture, _shape.Width)
        : Pictures.Fit(Pictures.WithChannels(picture, _shape.Channels), _shape.Width, _shape.Height);

    private Tensor Normalise(TryPicture picture)
    {
        var values = empty(1, picture.Height, picture.Width, picture.Channels);
        _normalisation.Write(picture.Pixels, default, MemoryMarshal.Cast<byte, float>(values.bytes));
        return values.permute(0, 3, 1, 2);
    }

    private static float[] Numbers(string list) => [.. list.Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
}
