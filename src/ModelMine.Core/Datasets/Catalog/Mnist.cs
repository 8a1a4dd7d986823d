using System.Globalization;

namespace ModelMine.Core.Datasets.Catalog;

/// <summary>MNIST (LeCun, Cortes, Burges 1998), shipped; its files are named as they are without their compression.</summary>
internal static class Mnist
{
    public static CatalogEntry Entry { get; } = new()
    {
        Facts = new()
        {
            Name = "mnist",
            Kind = DatasetKind.Images,
            TrainSamples = 60_000,
            TestSamples = 10_000,
            Image = new(28, 28, 1),
            Classes = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))],
            Files =
            [
                new("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                new("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                new("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                new("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            ],
        },
        Description = "Handwritten digits, 28 × 28 grey pixels.",
        Source = "Y. LeCun, C. Cortes, C. J. C. Burges, yann.lecun.com/exdb/mnist",
        Licence = "CC BY-SA 3.0",
        IsShipped = true,
    };
}
