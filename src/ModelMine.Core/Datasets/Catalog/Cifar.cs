namespace ModelMine.Core.Datasets.Catalog;

/// <summary>CIFAR-10 and CIFAR-100 (Krizhevsky 2009), in their binary versions; CIFAR-100 with its fine labels.</summary>
internal static class Cifar
{
    private const string Place = "https://www.cs.toronto.edu/~kriz/";
    private const string Publisher = "A. Krizhevsky, www.cs.toronto.edu/~kriz/cifar.html";
    private const string NoLicence = "none stated; cite Krizhevsky (2009)";

    public static CatalogEntry Ten { get; } = new()
    {
        Facts = Photographs("cifar10", ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]) with
        {
            Files = [Archive("cifar-10-binary.tar.gz", "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", 170_052_171)],
        },
        Aliases = ["cifar"],
        Description = "Colour photographs of ten kinds of things, 32 × 32 pixels.",
        Source = Publisher,
        Licence = NoLicence,
        IsShipped = false,
    };

    public static CatalogEntry Hundred { get; } = new()
    {
        Facts = Photographs("cifar100", CifarHundredClasses.Fine) with
        {
            Files = [Archive("cifar-100-binary.tar.gz", "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec", 168_513_733)],
        },
        Description = "Colour photographs of a hundred kinds of things, 32 × 32 pixels, 600 of each.",
        Source = Publisher,
        Licence = NoLicence,
        IsShipped = false,
    };

    private static DatasetFacts Photographs(string name, IReadOnlyList<string> classes) => new()
    {
        Name = name,
        Kind = DatasetKind.Images,
        TrainSamples = 50_000,
        TestSamples = 10_000,
        Image = new(32, 32, 3),
        Augmentation = ImageAugmentation.Photographs,
        Classes = classes,
    };

    private static DatasetFile Archive(string name, string sha256, long length) => new(name, sha256, length, new(Place + name));
}
