namespace ModelMine.Core.Datasets.Catalog;

/// <summary>Which book a verse of the shipped King James text comes from.</summary>
internal static class KingJamesBooks
{
    public static CatalogEntry Entry { get; } = new()
    {
        Facts = new()
        {
            Name = "kjv-books",
            Kind = DatasetKind.LabelledTexts,
            TrainSamples = 3_817,
            TestSamples = 424,
            Characters = KingJames.Entry.Facts.Characters,
            Classes = ["Genesis", "Mark", "Luke", "John"],
            Files = KingJames.Entry.Facts.Files,
        },
        Aliases = ["bibleBooks", "kingJamesBooks"],
        Description = "Verses of the King James Bible, each to be told by its book: Genesis, Mark, Luke or John.",
        Source = KingJames.Entry.Source,
        Licence = KingJames.Entry.Licence,
        IsShipped = true,
    };
}
