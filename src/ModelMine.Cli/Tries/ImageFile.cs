using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using StbImageSharp;

namespace ModelMine.Cli.Tries;

/// <summary>Reads an image file (PNG, JPEG, BMP, GIF, TGA) as numbers.</summary>
internal static class ImageFile
{
    private const int Colours = 3;
    private const int WithAlpha = 4;

    /// <summary>The image in colour, what is transparent on white, made smaller when a side is too long to send.</summary>
    /// <param name="path">The file.</param>
    public static TryPicture Read(string path)
    {
        if (!File.Exists(path)) throw new CliFailure(ExitCode.NotFound, $"There is no file {path}.");
        try
        {
            var image = ImageResult.FromMemory(File.ReadAllBytes(path), ColorComponents.RedGreenBlueAlpha);
            return Shrink(new(image.Width, image.Height, Colours, OnWhite(image.Data)));
        }
        catch (Exception error) when (error is InvalidOperationException or IndexOutOfRangeException or ArgumentException)
        {
            throw new CliFailure(ExitCode.Usage, $"{path} cannot be read as an image: {error.Message}", "PNG, JPEG, BMP, GIF and TGA can.");
        }
    }

    private static byte[] OnWhite(byte[] pixels)
    {
        var result = new byte[pixels.Length / WithAlpha * Colours];
        for (var i = 0; i < result.Length; i++)
        {
            var (pixel, channel) = (i / Colours * WithAlpha, i % Colours);
            var alpha = pixels[pixel + Colours];
            result[i] = (byte)((pixels[pixel + channel] * alpha + byte.MaxValue * (byte.MaxValue - alpha)) / byte.MaxValue);
        }

        return result;
    }

    // Each new pixel is the mean of a square of old ones: enough before the model's own shape is made of it.
    private static TryPicture Shrink(TryPicture picture)
    {
        var factor = (Math.Max(picture.Width, picture.Height) + TryLimits.LongestSide - 1) / TryLimits.LongestSide;
        if (factor <= 1) return picture;
        var (width, height) = (Math.Max(1, picture.Width / factor), Math.Max(1, picture.Height / factor));
        var (across, down) = (Math.Min(factor, picture.Width), Math.Min(factor, picture.Height));
        var pixels = new byte[width * height * Colours];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, channel) = (i / Colours % width * factor, i / Colours / width * factor, i % Colours);
            var sum = 0;
            for (var square = 0; square < across * down; square++)
                sum += picture.Pixels[((y + square / across) * picture.Width + x + square % across) * Colours + channel];
            pixels[i] = (byte)(sum / (across * down));
        }

        return new(width, height, Colours, pixels);
    }
}
