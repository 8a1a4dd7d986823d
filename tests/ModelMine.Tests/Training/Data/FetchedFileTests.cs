using ModelMine.Training;
using ModelMine.Training.Data.Images;

namespace ModelMine.Tests.Training.Data;

/// <summary>Files that were fetched, or put in their place by somebody.</summary>
public sealed class FetchedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WithoutTheFile_SaysWhereToPutIt()
    {
        var error = Should.Throw<TrainingException>(() => CatalogImages.Read(Request("cifar10")));

        error.Message.ShouldContain($"there is no {_folder.File("cifar10/cifar-10-binary.tar.gz")}");
        error.Message.ShouldContain("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
    }

    [Fact]
    public void Read_OfAnotherFile_NamesBothDigestsAndTheSizes()
    {
        Directory.CreateDirectory(_folder.File("fashion-mnist"));
        File.WriteAllText(_folder.File("fashion-mnist/train-images-idx3-ubyte.gz"), "foo");

        var error = Should.Throw<TrainingException>(() => CatalogImages.Read(Request("fashion-mnist")));

        error.Retryable.ShouldBeFalse();
        error.Message.ShouldContain("is not the train-images-idx3-ubyte.gz of fashion-mnist: it has 3 bytes and SHA-256 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
        error.Message.ShouldContain("26,421,880 bytes with SHA-256 3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84 are expected");
    }

    private TrainingRequest Request(string dataset) => new()
    {
        Config = Configs.Parse($$"""{"modelType":"cnn","dataset":"{{dataset}}"}"""),
        Folder = _folder.Path,
        Threads = 1,
        DatasetFolder = _folder.Path,
    };
}
