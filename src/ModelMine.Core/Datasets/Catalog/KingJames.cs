namespace ModelMine.Core.Datasets.Catalog;

/// <summary>Genesis, Mark, Luke and John of the King James Bible (1611), a verse a line, shipped.</summary>
internal static class KingJames
{
    public static CatalogEntry Entry { get; } = new()
    {
        Facts = new()
        {
            Name = "kjv",
            Kind = DatasetKind.Text,
            TrainSamples = 508_645,
            TestSamples = 0,
            Characters = 61,
            Files = [new("kjv.txt", "06b1ce5eb80770281791ca86e03f275070741372a74f8672ed26587f70293bbd")],
        },
        Aliases = ["bible", "kingJamesBible"],
        Description = "Genesis, Mark, Luke and John of the King James Bible.",
        Source = "The King James Version of 1611",
        Licence = "public domain",
        IsShipped = true,
    };
}
