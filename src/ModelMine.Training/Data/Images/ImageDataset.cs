using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Data.Images;

/// <summary>An image set in memory as bytes, split, with batches normalised as they are taken.</summary>
internal sealed class ImageDataset : IDisposable
{
    private readonly Tensor _trainPixels, _trainLabels, _testPixels, _testLabels, _trainIndices, _validationIndices, _scale, _shift;

    public ImageDataset(ImageFiles files, double validationShare, long seed)
    {
        Name = files.Name;
        Digest = files.Digest;
        Classes = files.Classes;
        Side = files.Side;
        Channels = files.Channels;
        TestCount = files.Test.Count;
        Split = ImageSplit.Of(files.Train.Count, validationShare, seed);
        Statistics = PixelStatistics.Of(files.Train.Pixels, files.Side * files.Side, files.Channels, Split.Train);
        using var scope = NewDisposeScope();
        _trainPixels = Pixels(files.Train);
        _trainLabels = Labels(files.Train);
        _testPixels = Pixels(files.Test);
        _testLabels = Labels(files.Test);
        _trainIndices = tensor(Split.Train);
        _validationIndices = tensor(Split.Validation);
        _scale = tensor(Statistics.StandardDeviation.Select(deviation => 1 / (255 * deviation)).ToArray());
        _shift = tensor(Statistics.Mean.Zip(Statistics.StandardDeviation, (mean, deviation) => -mean / deviation).ToArray());
        foreach (var kept in Kept)
        {
            kept.DetachFromDisposeScope();
        }
    }

    private Tensor[] Kept => [_trainPixels, _trainLabels, _testPixels, _testLabels, _trainIndices, _validationIndices, _scale, _shift];

    public string Name { get; }

    public string Digest { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Side { get; }

    public int Channels { get; }

    public ImageSplit Split { get; }

    public PixelStatistics Statistics { get; }

    public int TrainCount => Split.Train.Length;

    public int ValidationCount => Split.Validation.Length;

    public int TestCount { get; }

    /// <summary>Images of the training split.</summary>
    /// <param name="places">Places within the split, from 0 to <see cref="TrainCount"/> - 1.</param>
    public ImageBatch Train(Tensor places) => Pick(_trainPixels, _trainLabels, _trainIndices.index_select(0, places));

    /// <summary>Consecutive images of the validation split.</summary>
    public ImageBatch Validation(int start, int count) => Pick(_trainPixels, _trainLabels, _validationIndices.narrow(0, start, count));

    /// <summary>Consecutive images of the test set.</summary>
    public ImageBatch Test(int start, int count) => new(Normalise(_testPixels.narrow(0, start, count)), _testLabels.narrow(0, start, count));

    public void Dispose()
    {
        foreach (var kept in Kept)
        {
            kept.Dispose();
        }
    }

    private ImageBatch Pick(Tensor pixels, Tensor labels, Tensor indices) =>
        new(Normalise(pixels.index_select(0, indices)), labels.index_select(0, indices));

    // The channels of a pixel lie together in memory ("channels last"), where convolutions and pools run several times faster;
    // the shape is the usual [images, channels, rows, columns] all the same.
    private Tensor Normalise(Tensor pixels) => pixels.to(ScalarType.Float32).mul_(_scale).add_(_shift, Scalars.One).permute(0, 3, 1, 2);

    private Tensor Pixels(LabelledImages images) => tensor(images.Pixels).view(images.Count, Side, Side, Channels);

    private static Tensor Labels(LabelledImages images) => tensor(images.Labels).to(ScalarType.Int64);
}

/// <summary>Images ready for a model.</summary>
/// <param name="Images">Shape [images, channels, rows, columns], normalised.</param>
/// <param name="Labels">Shape [images], 64-bit.</param>
internal sealed record ImageBatch(Tensor Images, Tensor Labels);
