using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Texts;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>Reads a user's own labelled texts out of their archive. Where there is no test set, a fifth is held out: the same texts for every job.</summary>
internal static class OwnTexts
{
    /// <exception cref="TrainingException">The archive is missing, another one, or holds a text that cannot be read; names it.</exception>
    public static LabelledTextFiles Read(TrainingRequest request)
    {
        var (facts, file) = (request.Config.Data!, request.DatasetFiles[0]);
        using var archive = File.OpenRead(FetchedFile.Require(request, file));
        try
        {
            var found = LabelledTextArchive.Read(file.Name, archive).ToList();
            var folders = ClassFolders.Of(file.Name, [.. found.Select(text => text.Parts)], LabelledTextArchive.What);
            var placed = found.Select(text => (Place: folders[string.Join('/', text.Parts)], text.Text)).ToLookup(text => text.Place.IsTest);
            var (train, test) = (InOrder(placed[false]), InOrder(placed[true]));
            if (test.Count == 0) (train, test) = HeldOut(train);
            return new(facts.Classes, train, test, ContentDigest.OfFiles(facts.Files.Select(one => (one.Name, one.Sha256))));
        }
        catch (DatasetException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
    }

    private static LabelledTexts InOrder(IEnumerable<(PlacedSample Place, string Text)> texts)
    {
        var ordered = texts.OrderBy(text => text.Place.Index).ToList();
        return new([.. ordered.Select(text => text.Text)], [.. ordered.Select(text => text.Place.Label)]);
    }

    private static (LabelledTexts Train, LabelledTexts Test) HeldOut(LabelledTexts texts)
    {
        var (train, test) = TestShare.HoldOut(texts.Count);
        return (texts.Pick(train), texts.Pick(test));
    }
}
