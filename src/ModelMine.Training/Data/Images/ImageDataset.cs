using System.Runtime.InteropServices;
using ModelMine.Core.Datasets;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Data.Images;

/// <summary>An image set in memory as bytes, split, with batches normalised as they are taken.</summary>
internal sealed class ImageDataset
{
    private readonly ImageFiles _files;
    private readonly PixelNormalisation _normalisation;
    private readonly ImageAugmentation? _augmentation;
    private readonly long _seed;

    /// <param name="files">The images.</param>
    /// <param name="validationShare">Share of the training images to hold out.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="augment">Whether training images are moved at random, as the data set allows.</param>
    public ImageDataset(ImageFiles files, double validationShare, long seed, bool augment = false)
    {
        _files = files;
        _seed = seed;
        _augmentation = augment ? files.Augmentation : null;
        Split = RandomSplit.Of(files.Train.Count, validationShare, seed);
        Statistics = PixelStatistics.Of(files.Train.Pixels.Span, files.Shape.Height * files.Shape.Width, files.Shape.Channels, Split.Train);
        _normalisation = new(files.Shape, Statistics);
    }

    public string Name => _files.Name;

    public string Digest => _files.Digest;

    public IReadOnlyList<string> Classes => _files.Classes;

    public ImageShape Shape => _files.Shape;

    public RandomSplit Split { get; }

    public PixelStatistics Statistics { get; }

    public int TrainCount => Split.Train.Length;

    public int ValidationCount => Split.Validation.Length;

    public int TestCount => _files.Test.Count;

    /// <summary>Images of the training split, moved at random if that was asked for.</summary>
    /// <param name="places">Places within the split, from 0 to <see cref="TrainCount"/> - 1.</param>
    /// <param name="epoch">The epoch, from 0: an image moves otherwise in each.</param>
    public ImageBatch Train(Tensor places, long epoch)
    {
        var indices = Array.ConvertAll(MemoryMarshal.Cast<byte, long>(places.bytes).ToArray(), place => Split.Train[place]);
        return Take(_files.Train, indices, _augmentation is { } allowed ? index => ImageMove.Of(allowed, _seed, epoch, index) : null);
    }

    /// <summary>Consecutive images of the validation split.</summary>
    public ImageBatch Validation(int start, int count) => Take(_files.Train, Split.Validation.AsSpan(start, count), null);

    /// <summary>Consecutive images of the test set.</summary>
    public ImageBatch Test(int start, int count)
    {
        var indices = new long[count];
        for (var i = 0; i < count; i++)
        {
            indices[i] = start + i;
        }

        return Take(_files.Test, indices, null);
    }

    private ImageBatch Take(LabelledImages images, ReadOnlySpan<long> indices, Func<long, ImageMove>? move)
    {
        // The channels of a pixel lie together in memory ("channels last"), where convolutions and pools run several times faster;
        // the shape is the usual [images, channels, rows, columns] all the same.
        var numbers = empty(indices.Length, Shape.Height, Shape.Width, Shape.Channels);
        var labels = empty(indices.Length, ScalarType.Int64);
        var numberSpan = MemoryMarshal.Cast<byte, float>(numbers.bytes);
        var labelSpan = MemoryMarshal.Cast<byte, long>(labels.bytes);
        for (var i = 0; i < indices.Length; i++)
        {
            var index = (int)indices[i];
            labelSpan[i] = images.Labels.Span[index];
            _normalisation.Write(images.Pixels.Span.Slice(index * Shape.Count, Shape.Count), move?.Invoke(index) ?? default, numberSpan.Slice(i * Shape.Count, Shape.Count));
        }

        return new(numbers.permute(0, 3, 1, 2), labels);
    }
}

/// <summary>Images ready for a model.</summary>
/// <param name="Images">Shape [images, channels, rows, columns], normalised.</param>
/// <param name="Labels">Shape [images], 64-bit.</param>
internal sealed record ImageBatch(Tensor Images, Tensor Labels)
{
    /// <summary>The same on a device.</summary>
    public ImageBatch On(Device device) => new(Images.On(device), Labels.On(device));
}
