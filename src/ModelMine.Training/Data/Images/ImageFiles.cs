using ModelMine.Core.Datasets;

namespace ModelMine.Training.Data.Images;

/// <summary>An image set as read from its files.</summary>
internal sealed record ImageFiles
{
    /// <summary>Canonical name, such as <c>mnist</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Shape of each image.</summary>
    public required ImageShape Shape { get; init; }

    /// <summary>What the labels 0, 1, 2 … mean.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How images may be moved at random.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cautious;

    /// <summary>The official training set.</summary>
    public required LabelledImages Train { get; init; }

    /// <summary>The official test set.</summary>
    public required LabelledImages Test { get; init; }

    /// <summary>See <see cref="Files.ContentDigest"/>.</summary>
    public required string Digest { get; init; }
}

/// <summary>Images and what they show.</summary>
/// <param name="Pixels">Image by image, row by row, pixel by pixel, channel by channel; 0 to 255.</param>
/// <param name="Labels">The class of each image.</param>
internal sealed record LabelledImages(ReadOnlyMemory<byte> Pixels, ReadOnlyMemory<byte> Labels)
{
    public int Count => Labels.Length;
}
