using System.Globalization;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Mnist;
using ModelMine.Training.Models;
using ModelMine.Training.Results;
using static TorchSharp.torch;

namespace ModelMine.Training.Inference.Images;

/// <summary>Classifies images, prepared and normalised as those that it was trained on.</summary>
internal sealed class ImageClassifier : ITrainedModel
{
    private readonly IImageModel _model;
    private readonly ImageShape _shape;
    private readonly string[] _classes;
    private readonly float[] _mean, _deviation;
    private readonly bool _handwritten;

    private ImageClassifier(IImageModel model, ImageShape shape, string[] classes, float[] mean, float[] deviation, bool handwritten)
    {
        (_model, _shape, _classes) = (model, shape, classes);
        (_mean, _deviation, _handwritten) = (mean, deviation, handwritten);
    }

    public static ImageClassifier Of(TrainedWeights weights)
    {
        var config = weights.Config;
        var shape = config.Data?.Image ?? throw new TrainingException($"The shape of the images of {config.Dataset} is not known.", retryable: false);
        var classes = weights.Text("classes").Split(',');
        var model = ImageModelChoice.Of(config, shape, classes.Length);
        model.Parameters.Load(weights.Tensors);
        return new(model, shape, classes, Numbers(weights.Text("mean")), Numbers(weights.Text("standardDeviation")), config.Dataset == MnistFiles.Name);
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        var seen = Prepare(((TryImage)request).Picture);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var scores = _model.Forward(Normalise(seen), dropout: null);
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
        var values = new float[picture.Pixels.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i % picture.Channels;
            values[i] = picture.Pixels[i] * (1 / (255 * _deviation[channel])) + -_mean[channel] / _deviation[channel];
        }

        return tensor(values).view(1, picture.Height, picture.Width, picture.Channels).permute(0, 3, 1, 2);
    }

    private static float[] Numbers(string list) => [.. list.Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
}
