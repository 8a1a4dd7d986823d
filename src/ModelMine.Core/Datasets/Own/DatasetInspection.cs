namespace ModelMine.Core.Datasets.Own;

/// <summary>Reads files that a user gives through once, and finds what data set they are. Memory does not grow with the files.</summary>
public static class DatasetInspection
{
    /// <summary>Smallest side that images can be brought to, pixels.</summary>
    public const int SmallestImage = 8;

    /// <summary>Largest side that images can be brought to, pixels.</summary>
    public const int LargestImage = 512;

    /// <summary>Finds what files are.</summary>
    /// <param name="name">Name of the data set, with its version.</param>
    /// <param name="files">Its files.</param>
    /// <param name="imageSize">Side that the images of an archive are brought to, pixels; null for the one that they have, if it is small and common to all, else 64.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <exception cref="DatasetException">They are no data set; says which file, and what is wrong with it.</exception>
    public static async Task<InspectedDataset> InspectAsync(string name, IReadOnlyList<OwnFile> files, int? imageSize = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var kinds = files.Select(file => FileKinds.Of(file.Name)).Distinct().ToList();
        if (kinds is [FileKind.Idx] && files.Count is 2 or 4)
        {
            return WithoutSize(imageSize) ?? IdxInspection.Inspect(name, files);
        }

        if (files is not [var file])
        {
            throw new DatasetException($"A data set is one file, or two or four IDX files, not {files.Count} of these kinds.");
        }

        await using var content = file.Open();
        return kinds[0] switch
        {
            FileKind.Table => WithoutSize(imageSize) ?? await TableInspection.InspectAsync(name, file, content, cancellation),
            FileKind.Text => WithoutSize(imageSize) ?? await TextInspection.InspectAsync(name, file, content, cancellation),
            FileKind.Archive => ArchiveInspection.Inspect(name, file, content, imageSize, cancellation),
            FileKind.Idx => throw new DatasetException($"{file.Name} is one IDX file: give the one of images and the one of labels."),
            _ => throw new DatasetException($"{file.Name} is of no format that is known: {FileKinds.InWords}."),
        };
    }

    private static InspectedDataset? WithoutSize(int? imageSize) =>
        imageSize is null ? null : throw new DatasetException("An image size is for archives of images alone: leave it out.");
}

/// <summary>What files were found to be.</summary>
/// <param name="Facts">What is known of the data set.</param>
/// <param name="Profile">What people are shown of it.</param>
public sealed record InspectedDataset(DatasetFacts Facts, DatasetProfile Profile);
