using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Images;

namespace ModelMine.Training.Data.Mnist;

/// <summary>MNIST (LeCun, Cortes, Burges 1998): 60,000 + 10,000 handwritten digits of 28 × 28 grey pixels, shipped.</summary>
internal static class MnistFiles
{
    public const string Name = "mnist";
    private const int Side = 28;
    private const int Classes = 10;

    private static readonly IReadOnlyList<ShippedFile> Files = ShippedFile.Of(Name);

    /// <param name="folder">The folder that holds the four files.</param>
    public static ImageFiles Read(string folder) => new()
    {
        Name = Name,
        Side = Side,
        Channels = 1,
        Classes = DatasetCatalog.FindEntry(Name)!.Facts.Classes,
        Train = Pair(Files[0], Files[0].Read(folder), Files[1], Files[1].Read(folder)),
        Test = Pair(Files[2], Files[2].Read(folder), Files[3], Files[3].Read(folder)),
        Digest = ContentDigest.OfFiles(Files.Select(file => (file.Name, file.Sha256))),
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
