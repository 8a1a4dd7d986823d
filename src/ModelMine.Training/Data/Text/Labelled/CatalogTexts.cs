using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>Reads the catalog's sets of labelled texts.</summary>
internal static class CatalogTexts
{
    /// <exception cref="TrainingException">Its files are missing or damaged, or this version does not know the set.</exception>
    public static LabelledTextFiles Read(TrainingRequest request)
    {
        var facts = request.Config.Data!;
        switch (facts.Name)
        {
            case KingJamesBooks.Name:
                return KingJamesBooks.Read(Path.Combine(request.ShippedFolder, KingJamesText.Name));
            case "imdb":
                var file = request.DatasetFiles[0];
                var (train, test) = TextArchive.Read(FetchedFile.Require(request, file), facts.Classes);
                return new(facts.Classes, train, test, ContentDigest.OfFiles([(file.Name, file.Sha256)]));
            default:
                throw new TrainingException($"dataset {facts.Name} is not known to this version of the trainer: update ModelMine on this node.", retryable: true);
        }
    }
}
