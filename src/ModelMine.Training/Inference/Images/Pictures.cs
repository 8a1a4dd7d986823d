using ModelMine.Core.Contracts;

namespace ModelMine.Training.Inference.Images;

/// <summary>Brings pictures into a shape.</summary>
internal static class Pictures
{
    private const int Colours = 3;

    /// <summary>The picture in grey (by luma, ITU-R BT.601) or in colour.</summary>
    public static TryPicture WithChannels(TryPicture picture, int channels)
    {
        if (picture.Channels == channels) return picture;
        var count = picture.Width * picture.Height;
        var pixels = new byte[count * channels];
        for (var i = 0; i < count; i++)
        {
            if (channels == Colours) pixels.AsSpan(i * Colours, Colours).Fill(picture.Pixels[i]);
            else pixels[i] = Luma(picture.Pixels.AsSpan(i * Colours, Colours));
        }

        return picture with { Channels = channels, Pixels = pixels };
    }

    /// <summary>The middle of the picture, as large as fits the new shape, with each new pixel the mean of what it covers.</summary>
    public static TryPicture Fit(TryPicture picture, int width, int height)
    {
        var scale = Math.Min((double)picture.Width / width, (double)picture.Height / height);
        var left = (picture.Width - width * scale) / 2;
        var top = (picture.Height - height * scale) / 2;
        return Resample(picture, new(left, top, width * scale, height * scale), width, height);
    }

    /// <summary>A stretch of the picture in another size, with each new pixel the mean of what it covers.</summary>
    public static TryPicture Resample(TryPicture picture, Stretch from, int width, int height)
    {
        var columns = Covered(from.Left, from.Width, width, picture.Width);
        var rows = Covered(from.Top, from.Height, height, picture.Height);
        var pixels = new byte[width * height * picture.Channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (place, channel) = (i / picture.Channels, i % picture.Channels);
            double sum = 0, weights = 0;
            foreach (var (y, byRow) in rows[place / width])
            {
                foreach (var (x, byColumn) in columns[place % width])
                {
                    sum += byRow * byColumn * picture.Pixels[(y * picture.Width + x) * picture.Channels + channel];
                    weights += byRow * byColumn;
                }
            }

            pixels[i] = (byte)Math.Clamp(Math.Round(sum / weights), 0, byte.MaxValue);
        }

        return new(width, height, picture.Channels, pixels);
    }

    private static byte Luma(ReadOnlySpan<byte> colour) => (byte)Math.Round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]);

    /// <summary>For each new pixel along one side, the old ones that it covers, and how much of each.</summary>
    private static List<(int Index, double Share)>[] Covered(double start, double length, int count, int available) =>
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var (from, to) = (start + length * i / count, start + length * (i + 1) / count);
            var first = Math.Clamp((int)Math.Floor(from), 0, available - 1);
            var last = Math.Clamp((int)Math.Ceiling(to) - 1, first, available - 1);
            return Enumerable.Range(first, last - first + 1)
                .Select(index => (index, Math.Max(1e-9, Math.Min(to, index + 1) - Math.Max(from, index))))
                .ToList();
        })];

    /// <summary>A part of a picture, in pixels.</summary>
    internal readonly record struct Stretch(double Left, double Top, double Width, double Height);
}
