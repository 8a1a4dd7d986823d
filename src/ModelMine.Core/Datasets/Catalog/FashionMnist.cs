namespace ModelMine.Core.Datasets.Catalog;

/// <summary>Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): as many images as MNIST, of the same size and in the same format.</summary>
internal static class FashionMnist
{
    private const string Place = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    public static CatalogEntry Entry { get; } = new()
    {
        Facts = new()
        {
            Name = "fashion-mnist",
            Kind = DatasetKind.Images,
            TrainSamples = 60_000,
            TestSamples = 10_000,
            Image = new(28, 28, 1),
            Augmentation = new(2, Mirror: true),
            Classes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            Files =
            [
                File("train-images-idx3-ubyte.gz", "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", 26_421_880),
                File("train-labels-idx1-ubyte.gz", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", 29_515),
                File("t10k-images-idx3-ubyte.gz", "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", 4_422_102),
                File("t10k-labels-idx1-ubyte.gz", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", 5_148),
            ],
        },
        Aliases = ["fashion"],
        Description = "Clothes and shoes of ten kinds, 28 × 28 grey pixels.",
        Source = "H. Xiao, K. Rasul, R. Vollgraf (Zalando Research), github.com/zalandoresearch/fashion-mnist",
        Licence = "MIT",
        IsShipped = false,
    };

    private static DatasetFile File(string name, string sha256, long length) => new(name, sha256, length, new(Place + name));
}
