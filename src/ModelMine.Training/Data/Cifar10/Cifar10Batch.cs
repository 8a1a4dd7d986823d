using ModelMine.Training.Data.Images;

namespace ModelMine.Training.Data.Cifar10;

/// <summary>
/// A file of CIFAR-10's binary version: records of 3,073 bytes, each a label from 0 to 9, then 1,024 red, 1,024 green and 1,024
/// blue values, row by row.
/// </summary>
internal static class Cifar10Batch
{
    public const int Side = 32;
    public const int Channels = 3;
    private const int Area = Side * Side;
    private const int RecordLength = 1 + Channels * Area;

    /// <summary>Reads a file's records; the colours of a pixel come to lie together.</summary>
    /// <exception cref="TrainingException">The file is no whole number of records, or a label is above 9.</exception>
    public static LabelledImages Read(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length == 0 || content.Length % RecordLength != 0)
        {
            throw new TrainingException($"{name} is {content.Length:N0} bytes long, which is no whole number of records of {RecordLength:N0}.", retryable: false);
        }

        var count = content.Length / RecordLength;
        var pixels = new byte[count * Channels * Area];
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var record = content.Slice(i * RecordLength, RecordLength);
            labels[i] = record[0] <= 9
                ? record[0]
                : throw new TrainingException($"{name} says that image {i:N0} is of class {record[0]}; classes go from 0 to 9.", retryable: false);
            Interleave(record[1..], pixels.AsSpan(i * Channels * Area, Channels * Area));
        }

        return new(pixels, labels);
    }

    private static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        for (var place = 0; place < Area; place++)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                pixels[place * Channels + channel] = planes[channel * Area + place];
            }
        }
    }
}
