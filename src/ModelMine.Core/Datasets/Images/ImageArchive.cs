using ModelMine.Core.Datasets.Archives;

namespace ModelMine.Core.Datasets.Images;

/// <summary>An archive of images in class folders.</summary>
public static class ImageArchive
{
    /// <summary>What it holds, for messages.</summary>
    public const string What = "images (.png, .jpg)";

    /// <inheritdoc cref="ArchivedSamples.Read"/>
    public static IEnumerable<(string[] Parts, byte[] File)> Read(string name, Stream archive) => ArchivedSamples.Read(name, archive, ImageHeader.IsImage);
}
