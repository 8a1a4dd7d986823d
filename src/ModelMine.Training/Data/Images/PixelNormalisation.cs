using ModelMine.Core.Datasets;

namespace ModelMine.Training.Data.Images;

/// <summary>
/// Turns an image's bytes into normalised numbers, (value / 255 - mean) / deviation, and moves it on the way: one pass, whose
/// numbers come from a table of the 256 values of each channel.
/// </summary>
internal sealed class PixelNormalisation
{
    private const int Values = 256;
    private readonly ImageShape _shape;
    private readonly float[] _table;

    public PixelNormalisation(ImageShape shape, PixelStatistics statistics)
    {
        _shape = shape;
        _table = new float[shape.Channels * Values];
        for (var i = 0; i < _table.Length; i++)
        {
            var channel = i / Values;
            _table[i] = (float)((i % Values / 255.0 - statistics.Mean[channel]) / statistics.StandardDeviation[channel]);
        }
    }

    /// <summary>Writes one image, the channels of a pixel together.</summary>
    /// <param name="pixels">Row by row, pixel by pixel, channel by channel.</param>
    /// <param name="move">How it is moved.</param>
    /// <param name="numbers">As many numbers as there are bytes.</param>
    public void Write(ReadOnlySpan<byte> pixels, ImageMove move, Span<float> numbers)
    {
        if (move == default)
        {
            Copy(pixels, numbers);
            return;
        }

        var stride = _shape.Width * _shape.Channels;
        for (var row = 0; row < _shape.Height; row++)
        {
            var target = numbers.Slice(row * stride, stride);
            var from = row - move.Down;
            if (from < 0 || from >= _shape.Height)
            {
                Darken(target);
            }
            else
            {
                WriteRow(pixels.Slice(from * stride, stride), move, target);
            }
        }
    }

    private void WriteRow(ReadOnlySpan<byte> row, ImageMove move, Span<float> target)
    {
        var (width, channels) = (_shape.Width, _shape.Channels);
        var first = Math.Clamp(move.Right, 0, width);
        var end = Math.Clamp(width + move.Right, 0, width);
        Darken(target[..(first * channels)]);
        Darken(target[(end * channels)..]);
        if (!move.Mirrored)
        {
            Copy(row.Slice((first - move.Right) * channels, (end - first) * channels), target.Slice(first * channels, (end - first) * channels));
            return;
        }

        for (var column = first; column < end; column++)
        {
            var from = width - 1 - (column - move.Right);
            Copy(row.Slice(from * channels, channels), target.Slice(column * channels, channels));
        }
    }

    private void Copy(ReadOnlySpan<byte> pixels, Span<float> numbers)
    {
        var table = _table.AsSpan();
        if (_shape.Channels == 1)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                numbers[i] = table[pixels[i]];
            }

            return;
        }

        for (var i = 0; i < pixels.Length; i += _shape.Channels)
        {
            for (var channel = 0; channel < _shape.Channels; channel++)
            {
                numbers[i + channel] = table[channel * Values + pixels[i + channel]];
            }
        }
    }

    private void Darken(Span<float> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _table[i % _shape.Channels * Values];
        }
    }
}
