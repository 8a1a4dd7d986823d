using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Idx;

namespace ModelMine.Training.Data.Images;

/// <summary>Reads a user's own images. Where there is no test set, a fifth is held out: the same images for every job.</summary>
internal static class OwnImages
{
    /// <exception cref="TrainingException">A file is missing, another one, or holds an image that cannot be read.</exception>
    public static ImageFiles Read(TrainingRequest request)
    {
        var facts = request.Config.Data!;
        var (train, test) = facts.Files.Count == 1 ? ArchivedImages.Read(request) : Idx(request, facts);
        return new()
        {
            Name = facts.Name,
            Shape = facts.Image!,
            Classes = facts.Classes,
            Augmentation = facts.Augmentation,
            Train = train,
            Test = test,
            Digest = ContentDigest.OfFiles(facts.Files.Select(file => (file.Name, file.Sha256))),
        };
    }

    private static (LabelledImages Train, LabelledImages Test) Idx(TrainingRequest request, DatasetFacts facts)
    {
        var files = request.DatasetFiles.Select(file => Plain(request, file)).ToList();
        var images = IdxImages.Pair(facts, files[0], files[1]);
        return files.Count == 4 ? (images, IdxImages.Pair(facts, files[2], files[3])) : HeldOut.Of(images, facts.Image!.Count);
    }

    private static PlainFile Plain(TrainingRequest request, DatasetFile file)
    {
        var path = FetchedFile.Require(request, file);
        try
        {
            var isPacked = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            return new(file.Name, isPacked ? GzipContent.Read(path) : File.ReadAllBytes(path), file.Sha256);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new TrainingException($"{file.Name} could not be read: {error.Message}", retryable: false, error);
        }
    }
}
