using System.Globalization;
using System.IO.Compression;
using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Images;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Core.Datasets.Own;

/// <summary>Finds what pairs of IDX files hold: images and labels, and perhaps the same again to test with.</summary>
internal static class IdxInspection
{
    private const int SmallestSide = 8;
    private const int LargestSide = 512;

    public static InspectedDataset Inspect(string name, IReadOnlyList<OwnFile> files)
    {
        var read = files.Select(Part.Read).ToList();
        var (train, test) = (read.FindAll(part => !part.IsTest), read.FindAll(part => part.IsTest));
        if (files.Count == 2)
        {
            (train, test) = (read, []);
        }

        var (images, labels) = Pair(train);
        var pairs = test.Count == 0 ? new[] { (Images: images, Labels: labels) } : [(images, labels), Pair(test)];
        var (height, width) = (images.Header.Shape[1], images.Header.Shape[2]);
        if (pairs.Any(pair => pair.Images.Header.Shape[1] != height || pair.Images.Header.Shape[2] != width) || height is < SmallestSide or > LargestSide || width is < SmallestSide or > LargestSide)
        {
            throw new DatasetException($"Images of {width} × {height} pixels in {images.File.Name}: all must have the same size, of {SmallestSide} to {LargestSide} pixels a side.");
        }

        var counts = pairs.Select(pair => pair.Labels.Counts).Aggregate((one, other) => [.. one.Zip(other, (a, b) => a + b)]);
        var classes = Enumerable.Range(0, Array.FindLastIndex(counts, count => count > 0) + 1).Select(label => label.ToString(CultureInfo.InvariantCulture)).ToList();
        var facts = new DatasetFacts
        {
            Name = name, Kind = DatasetKind.Images, TrainSamples = images.Header.Shape[0], TestSamples = pairs.Length == 1 ? 0 : pairs[1].Images.Header.Shape[0],
            Image = new(height, width, 1),
            Classes = classes.Count >= 2 ? classes : throw new DatasetException($"{labels.File.Name} has one label alone: there is nothing to tell apart."),
            Files = [.. pairs.SelectMany(pair => new[] { pair.Images.File.Fact, pair.Labels.File.Fact })],
        };
        return new(facts, new() { Classes = [.. classes.Select((label, number) => new CategoryCount(label, counts[number]))] });
    }

    private static (Part Images, Part Labels) Pair(List<Part> parts)
    {
        if (parts.Count != 2 || parts.Find(part => part.Header.Shape.Count == 3) is not { } images || parts.Find(part => part.Header.Shape.Count == 1) is not { } labels)
        {
            throw new DatasetException("IDX files come in pairs: one of images, one of labels; the names of a pair to test with begin with t10k or test.");
        }

        return images.Header.Shape[0] == labels.Header.Shape[0]
            ? (images, labels)
            : throw new DatasetException($"{images.File.Name} holds {images.Header.Shape[0]} images, but {labels.File.Name} {labels.Header.Shape[0]} labels.");
    }

    /// <summary>A file that was read through: its header is what it says, and labels were counted.</summary>
    private sealed record Part(OwnFile File, IdxHeader Header, long[] Counts)
    {
        public bool IsTest => File.Name.StartsWith("t10k", StringComparison.OrdinalIgnoreCase) || File.Name.StartsWith("test", StringComparison.OrdinalIgnoreCase);

        public static Part Read(OwnFile file)
        {
            using var packed = file.Open();
            using var unpacked = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
            using var content = new BoundedStream(unpacked, 2L * Array.MaxLength, $"{file.Name} unpacks to more than 4 GiB.");
            try
            {
                var header = IdxHeader.Read(file.Name, content);
                var counts = new long[256];
                return new(file, header, Count(file.Name, content, header, counts));
            }
            catch (InvalidDataException error)
            {
                throw new DatasetException($"{file.Name} is a damaged gzip file: {error.Message}", error);
            }
        }

        private static long[] Count(string name, Stream content, IdxHeader header, long[] counts)
        {
            var buffer = new byte[64 * 1024];
            long length = 0;
            for (int read; (read = content.Read(buffer)) > 0 && length <= header.Count; length += read)
            {
                foreach (var value in buffer.AsSpan(0, read))
                {
                    counts[value]++;
                }
            }

            return length == header.Count
                ? counts
                : throw new DatasetException($"{name} says that {header.Count} bytes follow its header ({string.Join(" × ", header.Shape)}), but there are {(length > header.Count ? "more" : $"{length}")}.");
        }
    }
}
