using ModelMine.Training;
using ModelMine.Training.Data.Cifar10;

namespace ModelMine.Tests.Training.Data;

public sealed class Cifar10FilesTests
{
    [Fact]
    public void Read_OfAGoodArchive_GivesTheOfficialSplitWithTheColoursOfAPixelTogether()
    {
        using var folder = new TemporaryFolder();
        var archive = MadeCifar10.Write(folder.Path, recordsPerBatch: 3, batches =>
        {
            var record = batches["data_batch_2.bin"].AsSpan(MadeCifar10.RecordLength, MadeCifar10.RecordLength);
            record[0] = 7;
            record[1 + 5] = 11; // red, row 0, column 5
            record[1 + 1024 + 5] = 22; // green
            record[1 + 2048 + 5] = 33; // blue
        });

        var files = Cifar10Files.Read(folder.Path, archive);

        (files.Train.Count, files.Test.Count, files.Side, files.Channels).ShouldBe((15, 3, 32, 3));
        files.Train.Labels[4].ShouldBe((byte)7);
        files.Train.Pixels.AsSpan((4 * 1024 + 5) * 3, 3).ToArray().ShouldBe(new byte[] { 11, 22, 33 });
        files.Classes.Count.ShouldBe(10);
        files.Digest.Length.ShouldBe(64);
    }

    [Fact]
    public void Digest_OfTheSameBatchesPackedAnew_IsTheSame()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        var first = MadeCifar10.Write(one.Path);
        var second = MadeCifar10.Write(two.Path, change: batches => batches.Add("readme.txt", [1, 2, 3]));

        second.Sha256.ShouldNotBe(first.Sha256);
        Cifar10Files.Read(two.Path, second).Digest.ShouldBe(Cifar10Files.Read(one.Path, first).Digest);
    }

    [Fact]
    public void Read_WithoutTheFile_SaysWhereToPutIt()
    {
        using var folder = new TemporaryFolder();

        var error = Should.Throw<TrainingException>(() => Cifar10Files.Read(folder.Path, Cifar10Archive.Official));

        error.Message.ShouldContain($"there is no {folder.File("cifar-10-binary.tar.gz")}");
        error.Message.ShouldContain("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
    }

    [Fact]
    public void Read_OfAnotherFile_NamesBothDigestsAndTheSizes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(Cifar10Archive.FileName), "foo");

        var error = Should.Throw<TrainingException>(() => Cifar10Files.Read(folder.Path, Cifar10Archive.Official));

        error.Retryable.ShouldBeFalse();
        error.Message.ShouldContain("it has 3 bytes and SHA-256 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
        error.Message.ShouldContain($"170,052,171 bytes with SHA-256 {Cifar10Archive.Official.Sha256} are expected");
    }

    [Fact]
    public void Read_OfAnArchiveWithoutABatch_NamesIt() =>
        ReadChanged(batches => batches.Remove("data_batch_4.bin")).ShouldContain("holds no data_batch_4.bin");

    [Fact]
    public void Read_OfACutBatch_SaysItsLength() =>
        ReadChanged(batches => batches["test_batch.bin"] = batches["test_batch.bin"][..^1])
            .ShouldContain("test_batch.bin is 61,459 bytes long, which is no whole number of records of 3,073");

    [Fact]
    public void Read_OfAClassAboveNine_SaysWhichImage() =>
        ReadChanged(batches => batches["data_batch_1.bin"][2 * MadeCifar10.RecordLength] = 10).ShouldContain("data_batch_1.bin says that image 2 is of class 10");

    [Fact]
    public void Read_OfWhatIsNoArchive_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(Cifar10Archive.FileName), "foo");
        var archive = new Cifar10Archive(new Uri("http://localhost/"), "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", null);

        Should.Throw<TrainingException>(() => Cifar10Files.Read(folder.Path, archive)).Message.ShouldContain("could not be read as a gzipped tar archive");
    }

    private static string ReadChanged(Action<Dictionary<string, byte[]>> change)
    {
        using var folder = new TemporaryFolder();
        var archive = MadeCifar10.Write(folder.Path, change: change);
        var error = Should.Throw<TrainingException>(() => Cifar10Files.Read(folder.Path, archive));
        error.Retryable.ShouldBeFalse();
        return error.Message;
    }
}
