namespace ModelMine.Core.Datasets.Images;

/// <summary>
/// Reads the whole stream of an image file without keeping its pixels: what passes can be decoded to its last pixel. Memory stays
/// small whatever the header claims, and no unsafe code touches what a user sent.
/// </summary>
public static class ImageContent
{
    /// <summary>Checks a file.</summary>
    /// <param name="name">What the file is called, for messages.</param>
    /// <param name="file">All its bytes.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <returns>What its header says.</returns>
    /// <exception cref="DatasetException">It is no PNG or JPEG, too large, damaged or cut off; says which.</exception>
    public static ImageHeader Check(string name, byte[] file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var header = ImageHeader.Read(name, file);
        if (PngFile.Is(file))
        {
            PngContent.Check(name, file, header, cancellation);
        }
        else
        {
            new JpegContent(name, file, cancellation).Check();
        }

        return header;
    }
}
