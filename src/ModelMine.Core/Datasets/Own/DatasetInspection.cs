namespace ModelMine.Core.Datasets.Own;

/// <summary>Reads files that a user gives through once, and finds what data set they are. Memory does not grow with the files.</summary>
public static class DatasetInspection
{
    /// <summary>Finds what files are.</summary>
    /// <param name="name">Name of the data set, with its version.</param>
    /// <param name="files">Its files.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <exception cref="DatasetException">They are no data set; says which file, and what is wrong with it.</exception>
    public static async Task<InspectedDataset> InspectAsync(string name, IReadOnlyList<OwnFile> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files is not [var file])
        {
            throw new DatasetException($"A data set is one file, not {files.Count}: {Formats}.");
        }

        await using var content = file.Open();
        return FileKind.Of(file.Name) switch
        {
            FileKind.Table => await TableInspection.InspectAsync(name, file, content, cancellation),
            FileKind.Text => await TextInspection.InspectAsync(name, file, content, cancellation),
            _ => throw new DatasetException($"{file.Name} is of no format that is known: {Formats}."),
        };
    }

    private static string Formats => "a table (.csv, .tsv) or a text (.txt)";
}

/// <summary>What files were found to be.</summary>
/// <param name="Facts">What is known of the data set.</param>
/// <param name="Profile">What people are shown of it.</param>
public sealed record InspectedDataset(DatasetFacts Facts, DatasetProfile Profile);
