namespace ModelMine.Core.Datasets.Catalog;

/// <summary>CIFAR-10 (Krizhevsky 2009), in its binary version.</summary>
internal static class Cifar10
{
    public static CatalogEntry Entry { get; } = new()
    {
        Facts = new()
        {
            Name = "cifar10",
            Kind = DatasetKind.Images,
            TrainSamples = 50_000,
            TestSamples = 10_000,
            Image = new(32, 32, 3),
            Classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
            Files =
            [
                new(
                    "cifar-10-binary.tar.gz",
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                    170_052_171,
                    new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")),
            ],
        },
        Aliases = ["cifar"],
        Description = "Colour photographs of ten kinds of things, 32 × 32 pixels.",
        Source = "A. Krizhevsky, www.cs.toronto.edu/~kriz/cifar.html",
        Licence = "none stated; cite Krizhevsky (2009)",
        IsShipped = false,
    };
}
