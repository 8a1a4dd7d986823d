using ModelMine.Core.Datasets;

namespace ModelMine.Training.Data.Files;

/// <summary>A file that is shipped with ModelMine, compressed with gzip.</summary>
/// <param name="Name">Name of its content, such as <c>train-images-idx3-ubyte</c>; on disk it ends with <c>.gz</c>.</param>
/// <param name="Sha256">SHA-256 of its content, lower-case hex.</param>
internal sealed record ShippedFile(string Name, string Sha256)
{
    /// <summary>The files of a data set of the catalog, in the order in which its digest takes them.</summary>
    /// <param name="dataset">Canonical name.</param>
    public static IReadOnlyList<ShippedFile> Of(string dataset) =>
        [.. DatasetCatalog.FindEntry(dataset)!.Facts.Files.Select(file => new ShippedFile(file.Name, file.Sha256))];

    /// <summary>Reads the content and checks it.</summary>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public byte[] Read(string folder)
    {
        var path = Path.Combine(folder, Name + ".gz");
        var content = Decompress(path);
        var found = ContentDigest.Of(content);
        return found == Sha256
            ? content
            : throw new TrainingException($"{path} is damaged: its content has SHA-256 {found}, but {Sha256} is expected. Install ModelMine anew on this node.", retryable: false);
    }

    private static byte[] Decompress(string path)
    {
        try
        {
            return GzipContent.Read(path);
        }
        catch (IOException error)
        {
            throw new TrainingException($"{path} could not be read: {error.Message} Install ModelMine anew on this node.", retryable: false, error);
        }
        catch (InvalidDataException error)
        {
            throw new TrainingException($"{path} is damaged: {error.Message} Install ModelMine anew on this node.", retryable: false, error);
        }
    }
}
