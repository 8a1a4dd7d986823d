using ModelMine.Core.Datasets;

namespace ModelMine.Training.Data.Cifar10;

/// <summary>
/// The file that CIFAR-10 (Krizhevsky 2009) comes in. It is not shipped: the trainer's program fetches it on first use, and
/// whoever has it already can put it into the data set folder.
/// </summary>
/// <param name="Url">Where it is fetched from.</param>
/// <param name="Sha256">SHA-256 that it must have, lower-case hex.</param>
/// <param name="Length">Bytes that it has; null when unknown.</param>
public sealed record Cifar10Archive(Uri Url, string Sha256, long? Length)
{
    /// <summary>What it is called in the data set folder.</summary>
    public const string FileName = "cifar-10-binary.tar.gz";

    /// <summary>The data set in a job config.</summary>
    public const string DatasetName = "cifar10";

    /// <summary>The official one.</summary>
    public static Cifar10Archive Official { get; } = Of(DatasetCatalog.FindEntry(DatasetName)!.Facts.Files[0]);

    private static Cifar10Archive Of(DatasetFile file) => new(file.Url!, file.Sha256, file.Length);
}
