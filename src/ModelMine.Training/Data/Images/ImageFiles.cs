namespace ModelMine.Training.Data.Images;

/// <summary>An image set as read from its files.</summary>
internal sealed record ImageFiles
{
    /// <summary>Canonical name, such as <c>mnist</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Pixels a side.</summary>
    public required int Side { get; init; }

    /// <summary>Numbers a pixel.</summary>
    public required int Channels { get; init; }

    /// <summary>What the labels 0, 1, 2 … mean.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

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
internal sealed record LabelledImages(byte[] Pixels, byte[] Labels)
{
    public int Count => Labels.Length;
}
