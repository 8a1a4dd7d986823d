using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Images;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Images;

/// <summary>Reads images out of an archive: first where each belongs, then each to its place; one at a time is decoded.</summary>
internal static class ArchivedImages
{
    /// <exception cref="TrainingException">The archive is missing, another one, or holds an image that cannot be read; names it.</exception>
    public static (LabelledImages Train, LabelledImages Test) Read(TrainingRequest request)
    {
        var (facts, file) = (request.Config.Data!, request.DatasetFiles[0]);
        using var archive = File.OpenRead(FetchedFile.Require(request, file));
        try
        {
            var folders = ClassFolders.Of(file.Name, [.. ImageArchive.Read(file.Name, archive).Select(image => image.Parts)], ImageArchive.What);
            archive.Position = 0;
            return Read(request.Folder, facts.Image!, folders, file.Name, archive);
        }
        catch (DatasetException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
    }

    private static (LabelledImages Train, LabelledImages Test) Read(string folder, ImageShape shape, ClassFolders folders, string name, Stream archive)
    {
        var places = Places(folders);
        var (train, test) = (new Part(folder, shape, places.Train), new Part(folder, shape, places.Test));
        foreach (var (parts, image) in ImageArchive.Read(name, archive))
        {
            var path = string.Join('/', parts);
            var (isTest, index) = places.Find(folders[path]);
            var part = isTest ? test : train;
            ImageDecoder.Decode($"{path} in {name}", image, shape).CopyTo(part.Pixels.Span[(index * shape.Count)..]);
            part.Labels[index] = (byte)folders[path].Label;
        }

        return (new(train.Pixels, train.Labels), new(test.Pixels, test.Labels));
    }

    /// <summary>Where there is no test set, a fifth is held out, each image at once where it belongs.</summary>
    private static HeldOutPlaces Places(ClassFolders folders) => folders.TestCount > 0
        ? new(folders.TrainCount, folders.TestCount, [])
        : HeldOutPlaces.Of(folders.TrainCount);

    private sealed record HeldOutPlaces(int Train, int Test, Dictionary<int, (bool IsTest, int Index)> Moved)
    {
        public static HeldOutPlaces Of(int count)
        {
            var (train, test) = TestShare.HoldOut(count);
            var moved = new Dictionary<int, (bool, int)>(count);
            for (var i = 0; i < train.Length; i++) moved[(int)train[i]] = (false, i);
            for (var i = 0; i < test.Length; i++) moved[(int)test[i]] = (true, i);
            return new(train.Length, test.Length, moved);
        }

        public (bool IsTest, int Index) Find(PlacedSample place) => Moved.Count == 0 ? (place.IsTest, place.Index) : Moved[place.Index];
    }

    private sealed class Part(string folder, ImageShape shape, int count)
    {
        public Memory<byte> Pixels { get; } = PixelStore.Room(folder, (long)shape.Count * count);

        public byte[] Labels { get; } = new byte[count];
    }
}
