using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Images;

namespace ModelMine.Training.Data.Idx;

/// <summary>
/// Image sets in four IDX files: images and labels to train on, then to test with, as MNIST (LeCun, Cortes, Burges 1998) introduced.
/// </summary>
internal static class IdxImages
{
    /// <summary>Reads a set.</summary>
    /// <param name="facts">What it should be; its classes and the shape of its images are checked.</param>
    /// <param name="contents">The four files without their compression, in the order of the facts' list.</param>
    /// <exception cref="TrainingException">A file is not what it should be.</exception>
    public static ImageFiles Read(DatasetFacts facts, IReadOnlyList<PlainFile> contents) => new()
    {
        Name = facts.Name,
        Shape = facts.Image!,
        Classes = facts.Classes,
        Augmentation = facts.Augmentation,
        Train = Pair(facts, contents[0], contents[1]),
        Test = Pair(facts, contents[2], contents[3]),
        Digest = ContentDigest.OfFiles(contents.Select(file => (file.Name, file.Sha256))),
    };

    /// <summary>Reads a file of images and the file of their labels, and checks that they fit.</summary>
    internal static LabelledImages Pair(DatasetFacts facts, PlainFile imageFile, PlainFile labelFile)
    {
        var (height, width, classes) = (facts.Image!.Height, facts.Image.Width, facts.Classes.Count);
        var images = IdxFormat.Read(imageFile.Name, imageFile.Content, dimensions: 3);
        var labels = IdxFormat.Read(labelFile.Name, labelFile.Content, dimensions: 1);
        if (images.Shape[1] != height || images.Shape[2] != width)
        {
            throw new TrainingException($"{imageFile.Name} holds images of {images.Shape[1]} × {images.Shape[2]} pixels, not {height} × {width}.", retryable: false);
        }

        if (images.Shape[0] != labels.Shape[0])
        {
            throw new TrainingException($"{imageFile.Name} holds {images.Shape[0]:N0} images, but {labelFile.Name} {labels.Shape[0]:N0} labels.", retryable: false);
        }

        var wrong = labels.Data.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        return wrong < 0
            ? new(images.Data, labels.Data)
            : throw new TrainingException($"{labelFile.Name} says that image {wrong:N0} shows a {labels.Data.Span[wrong]}; labels go from 0 to {classes - 1}.", retryable: false);
    }
}
