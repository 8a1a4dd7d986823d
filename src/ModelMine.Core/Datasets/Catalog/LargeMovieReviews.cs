namespace ModelMine.Core.Datasets.Catalog;

/// <summary>The Large Movie Review Dataset (Maas et al. 2011), known as IMDB.</summary>
internal static class LargeMovieReviews
{
    public static CatalogEntry Entry { get; } = new()
    {
        Facts = new()
        {
            Name = "imdb",
            Kind = DatasetKind.LabelledTexts,
            TrainSamples = 25_000,
            TestSamples = 25_000,
            Classes = ["neg", "pos"],
            Files =
            [
                new(
                    "aclImdb_v1.tar.gz",
                    "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe",
                    84_125_825,
                    new("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz")),
            ],
        },
        Aliases = ["aclImdb", "imdbReviews", "largeMovieReviews"],
        Description = "Reviews of films, each for (pos) or against (neg).",
        Source = "A. L. Maas et al., ai.stanford.edu/~amaas/data/sentiment",
        Licence = "none stated; cite Maas et al. (2011)",
        IsShipped = false,
    };
}
