namespace ModelMine.Core.Datasets.Images;

/// <summary>What the header of an image file says.</summary>
/// <param name="MediaType">Such as <c>image/png</c>.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="IsGrey">Whether it has no colours.</param>
public sealed record ImageHeader(string MediaType, int Width, int Height, bool IsGrey)
{
    private const int LongestSide = 8192;
    private const long MostPixels = 40_000_000;

    /// <summary>Extensions of the images that are read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg"];

    /// <summary>Whether a file's name is that of an image that is read.</summary>
    /// <param name="name">The name.</param>
    public static bool IsImage(string name) => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the header, and checks that the file is whole.</summary>
    /// <param name="name">What the file is called, for messages.</param>
    /// <param name="file">All its bytes.</param>
    /// <exception cref="DatasetException">It is no PNG or JPEG, not whole, or too large.</exception>
    public static ImageHeader Read(string name, ReadOnlySpan<byte> file)
    {
        var header = PngFile.Is(file) ? PngFile.Read(name, file) : JpegFile.Is(file) ? JpegFile.Read(name, file) : throw new DatasetException($"{name} is neither PNG nor JPEG, whatever its name says.");
        return header is { Width: > 0 and <= LongestSide, Height: > 0 and <= LongestSide } && (long)header.Width * header.Height <= MostPixels
            ? header
            : throw new DatasetException($"{name} says that it has {header.Width} × {header.Height} pixels; {LongestSide} a side and {MostPixels / 1_000_000} million in all are the most.");
    }
}
