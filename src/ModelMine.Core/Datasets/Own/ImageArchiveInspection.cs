using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Images;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Core.Datasets.Own;

/// <summary>Finds what an archive of images holds: every file is read to its last pixel, one after the other, and none is kept.</summary>
internal static class ImageArchiveInspection
{
    private const int FewestImages = 10;
    private const int ImagesShown = 12;
    private const int LargestShown = 48 * 1024;
    private const int LargestOwnSide = 128;
    private const int SmallestSide = 8;
    private const int UsualSide = 64;

    public static InspectedDataset Inspect(string name, OwnFile file, Stream content, int? side, CancellationToken cancellation)
    {
        var (paths, headers) = ReadHeaders(file.Name, content, cancellation);
        var folders = ClassFolders.Of(file.Name, paths, ImageArchive.What);
        if (paths.Count < FewestImages || folders.TrainCount < FewestImages / 2)
        {
            throw new DatasetException($"{file.Name} has {paths.Count} images, {folders.TrainCount} of them to train on; {FewestImages} is the least that can be split and learned from.");
        }

        var shape = ShapeOf(headers, side);
        if ((long)shape.Count * paths.Count > Array.MaxLength)
        {
            throw new DatasetException($"{file.Name} has {paths.Count} images, which take more than 2 GiB at {shape.Width} × {shape.Height} pixels: choose a smaller image size.");
        }

        var facts = new DatasetFacts
        {
            Name = name, Kind = DatasetKind.Images, TrainSamples = folders.TrainCount, TestSamples = folders.TestCount,
            Image = shape, Classes = folders.Classes, Files = [file.Fact],
        };
        var counts = paths.CountBy(parts => folders.Classes[folders[string.Join('/', parts)].Label]).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return new(facts, new() { Classes = [.. counts.Select(pair => new CategoryCount(pair.Key, pair.Value))], Images = Samples(file.Name, content, folders) });
    }

    private static (List<string[]> Paths, List<ImageHeader> Headers) ReadHeaders(string name, Stream content, CancellationToken cancellation)
    {
        var (paths, headers) = (new List<string[]>(), new List<ImageHeader>());
        foreach (var (parts, image) in ImageArchive.Read(name, content))
        {
            cancellation.ThrowIfCancellationRequested();
            headers.Add(ImageContent.Check($"{string.Join('/', parts)} in {name}", image, cancellation));
            paths.Add(parts);
        }

        return (paths, headers);
    }

    /// <summary>The size that is asked for, or that all images have if it is small, or else a usual one.</summary>
    private static ImageShape ShapeOf(List<ImageHeader> headers, int? side)
    {
        var channels = headers.TrueForAll(header => header.IsGrey) ? 1 : 3;
        if (side is { } asked)
        {
            return new(asked, asked, channels);
        }

        var first = headers.Count == 0 ? new("", UsualSide, UsualSide, true) : headers[0];
        var isCommon = headers.TrueForAll(header => (header.Width, header.Height) == (first.Width, first.Height))
            && first is { Width: >= SmallestSide and <= LargestOwnSide, Height: >= SmallestSide and <= LargestOwnSide };
        return isCommon ? new(first.Height, first.Width, channels) : new(UsualSide, UsualSide, channels);
    }

    private static List<SampleImage> Samples(string name, Stream content, ClassFolders folders)
    {
        content.Position = 0;
        var each = Math.Max(1, ImagesShown / folders.Classes.Count);
        var samples = new List<SampleImage>();
        var taken = new Dictionary<string, int>();
        foreach (var (parts, image) in ImageArchive.Read(name, content))
        {
            var shown = folders.Classes[folders[string.Join('/', parts)].Label];
            if (image.Length <= LargestShown && taken.GetValueOrDefault(shown) < each)
            {
                taken[shown] = taken.GetValueOrDefault(shown) + 1;
                samples.Add(new(shown, ImageHeader.Read(name, image).MediaType, image));
            }

            if (samples.Count == ImagesShown)
            {
                break;
            }
        }

        return samples;
    }
}
