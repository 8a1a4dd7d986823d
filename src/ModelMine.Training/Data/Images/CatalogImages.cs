using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Cifar;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Idx;

namespace ModelMine.Training.Data.Images;

/// <summary>Reads the catalog's image sets.</summary>
internal static class CatalogImages
{
    /// <exception cref="TrainingException">Its files are missing or damaged, or this version does not know the set.</exception>
    public static ImageFiles Read(TrainingRequest request)
    {
        var facts = request.Config.Data!;
        return facts.Name switch
        {
            "mnist" => Shipped(request.ShippedFolder, facts),
            "fashion-mnist" => IdxImages.Read(facts, [.. request.DatasetFiles.Select(file => Plain(request, file))]),
            "cifar10" => CifarArchive.Read(CifarVersion.Ten, facts, FetchedFile.Require(request, request.DatasetFiles[0])),
            "cifar100" => CifarArchive.Read(CifarVersion.Hundred, facts, FetchedFile.Require(request, request.DatasetFiles[0])),
            _ => throw new TrainingException($"dataset {facts.Name} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
        };
    }

    /// <summary>Reads a set in IDX files that comes with ModelMine.</summary>
    /// <param name="folder">The folder of all that is shipped.</param>
    /// <param name="facts">The set.</param>
    public static ImageFiles Shipped(string folder, DatasetFacts facts) => IdxImages.Read(
        facts,
        [.. ShippedFile.Of(facts.Name).Select(file => new PlainFile(file.Name, file.Read(Path.Combine(folder, facts.Name)), file.Sha256))]);

    private static PlainFile Plain(TrainingRequest request, DatasetFile file)
    {
        var path = FetchedFile.Require(request, file);
        try
        {
            return new(Path.GetFileNameWithoutExtension(file.Name), GzipContent.Read(path));
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new TrainingException($"{path} could not be read as a gzip file: {error.Message}", retryable: false, error);
        }
    }
}
