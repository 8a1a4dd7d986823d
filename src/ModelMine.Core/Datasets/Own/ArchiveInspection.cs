using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Images;
using ModelMine.Core.Datasets.Texts;

namespace ModelMine.Core.Datasets.Own;

/// <summary>Tells archives of images from archives of texts: where there is an image, texts beside the images are about them.</summary>
internal static class ArchiveInspection
{
    public static InspectedDataset Inspect(string name, OwnFile file, Stream content, int? side, CancellationToken cancellation)
    {
        var isOfTexts = HoldsTextsAlone(file.Name, content, cancellation);
        content.Position = 0;
        if (!isOfTexts) return ImageArchiveInspection.Inspect(name, file, content, side, cancellation);
        return side is null
            ? LabelledTextInspection.Inspect(name, file, content, cancellation)
            : throw new DatasetException($"An image size is for archives of images alone, and {file.Name} holds texts: leave it out.");
    }

    private static bool HoldsTextsAlone(string name, Stream content, CancellationToken cancellation)
    {
        var hasTexts = false;
        foreach (var (parts, _) in ArchivedSamples.Read(name, content, path => ImageHeader.IsImage(path) || LabelledTextArchive.IsText(path)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ImageHeader.IsImage(parts[^1])) return false;
            hasTexts = true;
        }

        return hasTexts;
    }
}
