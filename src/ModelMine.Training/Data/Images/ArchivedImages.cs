using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Images;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Images;

/// <summary>Reads images out of an archive: first where each belongs, then each to its place; one at a time is decoded.</summary>
internal static class ArchivedImages
{
    /// <exception cref="TrainingException">The archive is missing, another one, or holds an image that cannot be read; names it.</exception>
    public static (LabelledImages Train, LabelledImages? Test) Read(TrainingRequest request)
    {
        var (facts, file) = (request.Config.Data!, request.DatasetFiles[0]);
        using var archive = File.OpenRead(FetchedFile.Require(request, file));
        try
        {
            var folders = ClassFolders.Of(file.Name, [.. ImageArchive.Read(file.Name, archive).Select(image => image.Parts)], ImageArchive.What);
            archive.Position = 0;
            return Read(facts.Image!, folders, file.Name, archive);
        }
        catch (DatasetException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
    }

    private static (LabelledImages Train, LabelledImages? Test) Read(ImageShape shape, ClassFolders folders, string name, Stream archive)
    {
        var (train, test) = (new Part(shape, folders.TrainCount), new Part(shape, folders.TestCount));
        foreach (var (parts, image) in ImageArchive.Read(name, archive))
        {
            var path = string.Join('/', parts);
            var place = folders[path];
            var part = place.IsTest ? test : train;
            ImageDecoder.Decode($"{path} in {name}", image, shape).CopyTo(part.Pixels, (long)place.Index * shape.Count);
            part.Labels[place.Index] = (byte)place.Label;
        }

        return (new(train.Pixels, train.Labels), folders.TestCount == 0 ? null : new(test.Pixels, test.Labels));
    }

    private sealed class Part(ImageShape shape, int count)
    {
        public byte[] Pixels { get; } = new byte[(long)shape.Count * count];

        public byte[] Labels { get; } = new byte[count];
    }
}
