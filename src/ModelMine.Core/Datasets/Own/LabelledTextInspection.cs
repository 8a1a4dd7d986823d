using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Tables;
using ModelMine.Core.Datasets.Texts;

namespace ModelMine.Core.Datasets.Own;

/// <summary>Finds what an archive of texts in class folders holds: one text after the other is read, and none is kept.</summary>
internal static class LabelledTextInspection
{
    private const int FewestTexts = 10;
    private const long MostCharacters = 256 * 1024 * 1024;
    private const int TextsShown = 12;
    private const int CharactersShown = 300;

    public static InspectedDataset Inspect(string name, OwnFile file, Stream content, CancellationToken cancellation)
    {
        var paths = new List<string[]>();
        var samples = new List<SampleText>();
        var seen = new bool[char.MaxValue + 1];
        long characters = 0;
        foreach (var (parts, text) in LabelledTextArchive.Read(file.Name, content))
        {
            cancellation.ThrowIfCancellationRequested();
            paths.Add(parts);
            characters += text.Length;
            if (characters > MostCharacters) throw new DatasetException($"{file.Name} has more than {MostCharacters} characters: take fewer texts, or shorter ones.");
            foreach (var character in text) seen[character] = true;
            // The class is the last folder, wherever the splits stand.
            if (samples.Count < TextsShown && parts.Length > 1 && !samples.Exists(sample => sample.Class == parts[^2])) samples.Add(new(parts[^2], Shortened(text)));
        }

        var folders = ClassFolders.Of(file.Name, paths, LabelledTextArchive.What);
        if (paths.Count < FewestTexts || folders.TrainCount < FewestTexts / 2)
        {
            throw new DatasetException($"{file.Name} has {paths.Count} texts, {folders.TrainCount} of them to train on; {FewestTexts} is the least that can be split and learned from.");
        }

        var facts = new DatasetFacts
        {
            Name = name, Kind = DatasetKind.LabelledTexts, TrainSamples = folders.TrainCount, TestSamples = folders.TestCount, Classes = folders.Classes,
            Characters = seen.Count(true.Equals), TotalCharacters = characters, Files = [file.Fact],
        };
        var counts = paths.CountBy(parts => folders.Classes[folders[string.Join('/', parts)].Label]).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return new(facts, new() { Classes = [.. counts.Select(pair => new CategoryCount(pair.Key, pair.Value))], Texts = samples });
    }

    private static string Shortened(string text) =>
        text.Length <= CharactersShown ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[CharactersShown - 1]) ? CharactersShown - 1 : CharactersShown)}…";
}
