namespace ModelMine.Training.Data.Cifar;

/// <summary>Reads the records of one file of a CIFAR set to their place among all.</summary>
internal static class CifarRecords
{
    public const int Area = 32 * 32;
    public const int Channels = 3;
    public const int ImageBytes = Area * Channels;

    /// <summary>How many records a file has.</summary>
    /// <exception cref="TrainingException">It is no whole number of records.</exception>
    public static int Count(CifarVersion version, string name, long length) => length > 0 && length % version.RecordLength == 0 && length <= Array.MaxLength
        ? (int)(length / version.RecordLength)
        : throw new TrainingException($"{name} is {length:N0} bytes long, which is no whole number of records of {version.RecordLength:N0}.", retryable: false);

    /// <summary>Reads the records one by one; the colours of a pixel come to lie together.</summary>
    /// <param name="version">The layout.</param>
    /// <param name="name">The file's name, for the message.</param>
    /// <param name="content">The file.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="pixels">Room for the images of all the file's records.</param>
    /// <param name="labels">Room for their classes.</param>
    /// <exception cref="TrainingException">A label is not one of the classes.</exception>
    /// <exception cref="EndOfStreamException">The file is shorter than it said.</exception>
    public static void Read(CifarVersion version, string name, Stream content, int classes, Span<byte> pixels, Span<byte> labels)
    {
        Span<byte> record = new byte[version.RecordLength];
        for (var i = 0; i < labels.Length; i++)
        {
            content.ReadExactly(record);
            var label = record[version.LabelBytes - 1];
            labels[i] = label < classes
                ? label
                : throw new TrainingException($"{name} says that image {i:N0} is of class {label}; classes go from 0 to {classes - 1}.", retryable: false);
            Interleave(record[version.LabelBytes..], pixels.Slice(i * ImageBytes, ImageBytes));
        }
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
