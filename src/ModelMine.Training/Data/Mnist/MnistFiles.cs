using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Images;

namespace ModelMine.Training.Data.Mnist;

/// <summary>MNIST (LeCun, Cortes, Burges 1998): 60,000 + 10,000 handwritten digits of 28 × 28 grey pixels, shipped.</summary>
internal static class MnistFiles
{
    public const string Name = "mnist";
    private const int Side = 28;
    private const int Classes = 10;

    private static readonly ShippedFile TrainImages = new("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
    private static readonly ShippedFile TrainLabels = new("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
    private static readonly ShippedFile TestImages = new("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
    private static readonly ShippedFile TestLabels = new("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    /// <param name="folder">The folder that holds the four files.</param>
    public static ImageFiles Read(string folder) => new()
    {
        Name = Name,
        Side = Side,
        Channels = 1,
        Classes = [.. Enumerable.Range(0, Classes).Select(digit => digit.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        Train = Pair(TrainImages, TrainImages.Read(folder), TrainLabels, TrainLabels.Read(folder)),
        Test = Pair(TestImages, TestImages.Read(folder), TestLabels, TestLabels.Read(folder)),
        Digest = ContentDigest.OfFiles(new[] { TrainImages, TrainLabels, TestImages, TestLabels }.Select(file => (file.Name, file.Sha256))),
    };

    /// <summary>Reads a file of images and the file of their labels, and checks that they fit.</summary>
    internal static LabelledImages Pair(ShippedFile imageFile, ReadOnlySpan<byte> imageBytes, ShippedFile labelFile, ReadOnlySpan<byte> labelBytes)
    {
        var images = IdxFormat.Read(imageFile.Name, imageBytes, dimensions: 3);
        var labels = IdxFormat.Read(labelFile.Name, labelBytes, dimensions: 1);
        if (images.Shape[1] != Side || images.Shape[2] != Side)
        {
            throw new TrainingException($"{imageFile.Name} holds images of {images.Shape[1]} × {images.Shape[2]} pixels, not {Side} × {Side}.", retryable: false);
        }

        if (images.Shape[0] != labels.Shape[0])
        {
            throw new TrainingException($"{imageFile.Name} holds {images.Shape[0]:N0} images, but {labelFile.Name} {labels.Shape[0]:N0} labels.", retryable: false);
        }

        var wrong = labels.Data.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(Classes - 1));
        return wrong < 0
            ? new(images.Data, labels.Data)
            : throw new TrainingException($"{labelFile.Name} says that image {wrong:N0} shows a {labels.Data[wrong]}; labels go from 0 to {Classes - 1}.", retryable: false);
    }
}
