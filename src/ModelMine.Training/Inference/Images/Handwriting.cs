using ModelMine.Core.Contracts;

namespace ModelMine.Training.Inference.Images;

/// <summary>
/// Prepares a handwritten digit as those of MNIST were (LeCun et al. 1998): light ink on dark ground, scaled to fit a box of
/// 20 × 20 pixels as it is proportioned, and laid with its centre of mass in the middle of 28 × 28.
/// </summary>
internal static class Handwriting
{
    private const double BoxShare = 20.0 / 28;

    /// <summary>What differs less from the ground is no ink.</summary>
    private const int Ink = 16;

    /// <param name="picture">A drawing or a photograph; dark ink on light ground is turned around, faint ink made strong.</param>
    /// <param name="side">Pixels a side of the result.</param>
    public static TryPicture Centre(TryPicture picture, int side)
    {
        var grey = LightInk(Pictures.WithChannels(picture, 1));
        if (Box(grey) is not { } box) return new(side, side, 1, new byte[side * side]);
        var scale = Math.Round(side * BoxShare) / Math.Max(box.Width, box.Height);
        var (width, height) = (Scaled(box.Width, scale), Scaled(box.Height, scale));
        return Place(Pictures.Resample(grey, box, width, height), side);
    }

    // The ground is what the border is like: it becomes black, and the strongest ink white.
    private static TryPicture LightInk(TryPicture grey)
    {
        var ground = Enumerable.Range(0, grey.Pixels.Length)
            .Where(i => i / grey.Width == 0 || i / grey.Width == grey.Height - 1 || i % grey.Width == 0 || i % grey.Width == grey.Width - 1)
            .Average(i => grey.Pixels[i]);
        var sign = ground <= byte.MaxValue / 2.0 ? 1 : -1;
        var strongest = grey.Pixels.Max(pixel => sign * (pixel - ground));
        return strongest < Ink
            ? grey with { Pixels = new byte[grey.Pixels.Length] }
            : grey with { Pixels = [.. grey.Pixels.Select(pixel => (byte)Math.Clamp(Math.Round(sign * (pixel - ground) * byte.MaxValue / strongest), 0, byte.MaxValue))] };
    }

    private static Pictures.Stretch? Box(TryPicture grey)
    {
        var ink = Enumerable.Range(0, grey.Pixels.Length).Where(i => grey.Pixels[i] >= Ink).ToArray();
        if (ink.Length == 0) return null;
        var (left, right) = (ink.Min(i => i % grey.Width), ink.Max(i => i % grey.Width));
        var (top, bottom) = (ink.Min(i => i / grey.Width), ink.Max(i => i / grey.Width));
        return new(left, top, right - left + 1, bottom - top + 1);
    }

    private static int Scaled(double length, double scale) => Math.Max(1, (int)Math.Round(length * scale));

    private static TryPicture Place(TryPicture digit, int side)
    {
        double mass = 0, atX = 0, atY = 0;
        for (var i = 0; i < digit.Pixels.Length; i++)
        {
            mass += digit.Pixels[i];
            atX += digit.Pixels[i] * (i % digit.Width + 0.5);
            atY += digit.Pixels[i] * (i / digit.Width + 0.5);
        }

        // Measured on the data set: the centre of mass lies within the pixel that follows the middle.
        var left = Math.Clamp((int)Math.Ceiling(side / 2.0 - atX / mass), 0, side - digit.Width);
        var top = Math.Clamp((int)Math.Ceiling(side / 2.0 - atY / mass), 0, side - digit.Height);
        var pixels = new byte[side * side];
        for (var y = 0; y < digit.Height; y++)
        {
            digit.Pixels.AsSpan(y * digit.Width, digit.Width).CopyTo(pixels.AsSpan((top + y) * side + left));
        }

        return new(side, side, 1, pixels);
    }
}
