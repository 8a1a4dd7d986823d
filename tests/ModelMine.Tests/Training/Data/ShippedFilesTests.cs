using System.Globalization;
using System.Security.Cryptography;
using ModelMine.Core.Datasets;
using ModelMine.Tests.Architecture;
using ModelMine.Training;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Data.Text;

namespace ModelMine.Tests.Training.Data;

public sealed class ShippedFilesTests
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "datasets");

    [Theory]
    [InlineData("mnist", 4)]
    [InlineData("kjv", 1)]
    [InlineData("penguins", 1)]
    public void Sums_BesideTheFiles_AreTheirs(string folder, int count)
    {
        var lines = File.ReadAllLines(Path.Combine(Shipped, folder, "SHA256SUMS"));

        lines.Length.ShouldBe(count);
        foreach (var line in lines)
        {
            var (sum, name) = (line[..64], line[66..]);
            Sha256(Path.Combine(Shipped, folder, name)).ShouldBe(sum, name);
            Sha256(Path.Combine(Repository.Root, "datasets", folder, name)).ShouldBe(sum, name);
        }
    }

    [Fact]
    public void Mnist_AsShipped_IsWhole()
    {
        var files = CatalogImages.Shipped(Shipped, DatasetCatalog.FindEntry("mnist")!.Facts);

        (files.Train.Count, files.Test.Count).ShouldBe((60_000, 10_000));
        files.Train.Pixels.Length.ShouldBe(60_000 * 28 * 28);
        files.Train.Labels[..10].ToArray().ShouldBe(new byte[] { 5, 0, 4, 1, 9, 2, 1, 3, 1, 4 });
        files.Test.Labels[..10].ToArray().ShouldBe(new byte[] { 7, 2, 1, 0, 4, 1, 4, 9, 5, 9 });
    }

    [Fact]
    public void MnistDigest_IsThatOfTheListThatSha256sumPrints()
    {
        // sha256sum train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte | sha256sum
        CatalogImages.Shipped(Shipped, DatasetCatalog.FindEntry("mnist")!.Facts).Digest.ShouldBe("d0a3eec1f5a454401d758fdbf15b9b0163a7034963586d671960c180b97e2c1a");
    }

    [Fact]
    public void Text_AsShipped_IsPlainVersesOfPrintableAscii()
    {
        var text = KingJamesText.Read(Path.Combine(Shipped, "kjv")).Content;

        text.Length.ShouldBe(508_645);
        text.ShouldStartWith("In the beginning God created the heaven and the earth.\n");
        text.ShouldEndWith("that should be written. Amen.\n");
        text.ShouldAllBe(character => character == '\n' || (character >= ' ' && character <= '~'));
    }

    [Fact]
    public void Read_OfADamagedFile_SaysWhichAndWhatWasFound()
    {
        using var folder = new TemporaryFolder();
        var file = new ShippedFile("words.txt", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"); // of "foo"
        Gzip(folder.File("words.txt.gz"), "bar"u8);

        var error = Should.Throw<TrainingException>(() => file.Read(folder.Path));

        error.Retryable.ShouldBeFalse();
        error.Message.ShouldContain("words.txt.gz is damaged");
        error.Message.ShouldContain("fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"); // of "bar"
        error.Message.ShouldContain(file.Sha256);
    }

    [Fact]
    public void Read_OfAFileThatIsNoGzip_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("words.txt.gz"), "plain");

        Should.Throw<TrainingException>(() => new ShippedFile("words.txt", "").Read(folder.Path)).Message.ShouldContain("words.txt.gz is damaged");
    }

    [Fact]
    public void Read_OfAMissingFile_NamesIt()
    {
        using var folder = new TemporaryFolder();

        var error = Should.Throw<TrainingException>(() => new ShippedFile("words.txt", "").Read(folder.Path));

        error.Message.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{folder.File("words.txt.gz")} could not be read"));
    }

    private static void Gzip(string path, ReadOnlySpan<byte> content)
    {
        using var stream = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest);
        stream.Write(content);
    }

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
