using ModelMine.Training;
using ModelMine.Training.Data.Cifar;
using ModelMine.Training.Data.Images;

namespace ModelMine.Tests.Training.Data;

public sealed class CifarArchiveTests
{
    [Fact]
    public void Read_OfAGoodArchive_GivesTheOfficialSplitWithTheColoursOfAPixelTogether()
    {
        using var folder = new TemporaryFolder();
        var files = Read(CifarVersion.Ten, folder, recordsPerFile: 3, batches =>
        {
            var record = batches["data_batch_2.bin"].AsSpan(CifarVersion.Ten.RecordLength, CifarVersion.Ten.RecordLength);
            record[0] = 7;
            record[1 + 5] = 11; // red, row 0, column 5
            record[1 + 1024 + 5] = 22; // green
            record[1 + 2048 + 5] = 33; // blue
        });

        (files.Train.Count, files.Test.Count, files.Shape).ShouldBe((15, 3, new(32, 32, 3)));
        files.Train.Labels.Span[4].ShouldBe((byte)7);
        files.Train.Pixels.Slice((4 * 1024 + 5) * 3, 3).ToArray().ShouldBe(new byte[] { 11, 22, 33 });
        files.Classes.Count.ShouldBe(10);
        files.Digest.Length.ShouldBe(64);
    }

    [Fact]
    public void Read_OfAHundredClasses_TakesTheFineLabel()
    {
        using var folder = new TemporaryFolder();
        var files = Read(CifarVersion.Hundred, folder, recordsPerFile: 4, parts =>
        {
            var record = parts["train.bin"].AsSpan(2 * CifarVersion.Hundred.RecordLength);
            (record[0], record[1], record[2 + 2048]) = (19, 99, 44);
        });

        (files.Train.Count, files.Test.Count, files.Classes.Count).ShouldBe((4, 4, 100));
        files.Train.Labels.Span[2].ShouldBe((byte)99);
        files.Classes[99].ShouldBe("worm");
        files.Train.Pixels.Span[(2 * 1024 * 3) + 2].ShouldBe((byte)44);
    }

    [Fact]
    public void Read_OfBatchesInAnotherOrder_GivesTheSameImages()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        var first = Read(CifarVersion.Ten, one);
        var second = Read(CifarVersion.Ten, two, change: batches =>
        {
            var reversed = batches.Reverse().ToList();
            batches.Clear();
            batches.Add("readme.bin", [1, 2, 3]);
            reversed.ForEach(pair => batches.Add(pair.Key, pair.Value));
        });

        second.Digest.ShouldBe(first.Digest);
        second.Train.Pixels.Span.SequenceEqual(first.Train.Pixels.Span).ShouldBeTrue();
        second.Train.Labels.Span.SequenceEqual(first.Train.Labels.Span).ShouldBeTrue();
    }

    [Fact]
    public void Read_OfAnArchiveWithoutABatch_NamesIt() =>
        Refused(batches => batches.Remove("data_batch_4.bin")).ShouldContain("holds no data_batch_4.bin");

    [Fact]
    public void Read_OfACutBatch_SaysItsLength() =>
        Refused(batches => batches["test_batch.bin"] = batches["test_batch.bin"][..^1])
            .ShouldContain("test_batch.bin is 61,459 bytes long, which is no whole number of records of 3,073");

    [Fact]
    public void Read_OfABatchThatIsShorterThanTheOthers_SaysBoth() =>
        Refused(batches => batches["data_batch_3.bin"] = batches["data_batch_3.bin"][..^3073]).ShouldContain("data_batch_3.bin has 19 records, but another file");

    [Fact]
    public void Read_OfAClassAboveNine_SaysWhichImage() =>
        Refused(batches => batches["data_batch_1.bin"][2 * 3073] = 10).ShouldContain("data_batch_1.bin says that image 2 is of class 10");

    [Fact]
    public void Read_OfWhatIsNoArchive_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("foo"), "foo");

        Should.Throw<TrainingException>(() => CifarArchive.Read(CifarVersion.Ten, MadeCifar.FactsOf(CifarVersion.Ten), folder.File("foo")))
            .Message.ShouldContain("could not be read as a gzipped tar archive");
    }

    private static ImageFiles Read(CifarVersion version, TemporaryFolder folder, int recordsPerFile = 20, Action<Dictionary<string, byte[]>>? change = null) =>
        CifarArchive.Read(version, MadeCifar.FactsOf(version), MadeCifar.Write(version, folder.Path, recordsPerFile, change).Path);

    private static string Refused(Action<Dictionary<string, byte[]>> change)
    {
        using var folder = new TemporaryFolder();
        var error = Should.Throw<TrainingException>(() => Read(CifarVersion.Ten, folder, change: change));
        error.Retryable.ShouldBeFalse();
        return error.Message;
    }
}
