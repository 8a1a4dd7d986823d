using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Images;
using ModelMine.Training.Inference.Images;
using StbImageSharp;

namespace ModelMine.Training.Data.Images;

/// <summary>Decodes PNG and JPEG files, and brings them to a shape in the way in which images are brought that a trained model is tried with.</summary>
internal static class ImageDecoder
{
    private const int Colours = 3;
    private const int WithAlpha = 4;

    /// <summary>Decodes an image.</summary>
    /// <param name="name">What it is called, for messages.</param>
    /// <param name="file">The file's bytes.</param>
    /// <param name="shape">Size and channels wanted.</param>
    /// <returns>Row by row, pixel by pixel, channel by channel.</returns>
    /// <exception cref="DatasetException">It cannot be decoded.</exception>
    public static byte[] Decode(string name, byte[] file, ImageShape shape)
    {
        // The header first: what it claims is bounded before room is made for it.
        var header = ImageHeader.Read(name, file);
        ImageResult image;
        try
        {
            image = ImageResult.FromMemory(file, ColorComponents.RedGreenBlueAlpha);
        }
        // The decoder throws whatever its arithmetic runs into.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new DatasetException($"{name} is damaged: {error.Message}", error);
        }

        if (image.Width != header.Width || image.Height != header.Height)
        {
            throw new DatasetException($"{name} is damaged: its header says {header.Width} × {header.Height} pixels, but it has {image.Width} × {image.Height}.");
        }

        var picture = Pictures.WithChannels(new(image.Width, image.Height, Colours, OnWhite(image.Data)), shape.Channels);
        return (picture.Width, picture.Height) == (shape.Width, shape.Height) ? picture.Pixels : Pictures.Fit(picture, shape.Width, shape.Height).Pixels;
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
}
