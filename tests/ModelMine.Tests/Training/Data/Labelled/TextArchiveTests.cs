using System.Formats.Tar;
using ModelMine.Training;
using ModelMine.Training.Data.Text.Labelled;

namespace ModelMine.Tests.Training.Data.Labelled;

public sealed class TextArchiveTests : IDisposable
{
    private static readonly string[] Classes = ["neg", "pos"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfAnArchiveAsPublished_GivesItsSplitsInTheOrderOfNames()
    {
        var (train, test) = TextArchive.Read(MadeReviews.TarGz(_folder.File("a.tar.gz"), MadeReviews.Few), Classes);

        train.Texts.ShouldBe(["Dull.", "I left.", "A joy from start to end.<br />Äußerst gut."]);
        train.Labels.ShouldBe([0, 0, 1]);
        test.Texts.ShouldBe(["Never again.", "Again!"]);
        test.Labels.ShouldBe([0, 1]);
    }

    [Fact]
    public void Read_OfAZip_AndInAnotherOrder_GivesTheSame()
    {
        var (train, test) = TextArchive.Read(MadeReviews.Zip(_folder.File("a.zip"), MadeReviews.Few.Reverse()), Classes);

        train.Texts.ShouldBe(["Dull.", "I left.", "A joy from start to end.<br />Äußerst gut."]);
        test.Labels.ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData("../train/pos/1.txt")]
    [InlineData("/etc/pos/1.txt")]
    [InlineData("a/../../train/pos/1.txt")]
    [InlineData("train\\pos\\1.txt")]
    [InlineData("C:/train/pos/1.txt")]
    public void Read_OfAPathThatLeadsOut_IsRefused(string path)
    {
        Refused(MadeReviews.TarGz(_folder.File("a.tar.gz"), MadeReviews.Few.Append((path, "x")))).ShouldContain("has a path that is not plain");
        Refused(MadeReviews.Zip(_folder.File("a.zip"), MadeReviews.Few.Append((path, "x")))).ShouldContain("has a path that is not plain");
    }

    [Fact]
    public void Read_OfALink_IsRefused() => Refused(MadeReviews.TarGz(_folder.File("a.tar.gz"), MadeReviews.Few, tar =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "train/pos/9.txt") { LinkName = "/etc/passwd" }))).ShouldContain("is a link");

    [Fact]
    public void Read_OfATextThatIsTooLong_StopsAtTheBound_WhateverTheHeaderSays()
    {
        var files = MadeReviews.Few.Append(("aclImdb/train/pos/2_10.txt", new string('a', 5_000_000)));

        Refused(MadeReviews.Zip(_folder.File("a.zip"), files), new() { BytesOfText = 1000 }).ShouldContain("pos/2_10.txt is too much: a text may have 1,000 bytes");
        Refused(MadeReviews.TarGz(_folder.File("a.tar.gz"), files), new() { BytesOfText = 10_000_000, BytesInAll = 1_000_000 }).ShouldContain("all together 1,000,000");
    }

    [Fact]
    public void Read_OfTooManyEntries_IsRefused() =>
        Refused(MadeReviews.TarGz(_folder.File("a.tar.gz"), MadeReviews.Few), new() { Entries = 3 }).ShouldContain("more than 3 entries");

    [Fact]
    public void Read_OfOtherClasses_NamesBoth() => Refused(MadeReviews.TarGz(_folder.File("a.tar.gz"), [("train/cat/1.txt", "meow"), ("test/dog/1.txt", "woof")]))
        .ShouldContain("Its classes are cat, dog, but neg, pos are expected");

    [Fact]
    public void Read_WithoutATest_SaysWhatIsMissing() => Refused(MadeReviews.TarGz(_folder.File("a.tar.gz"), MadeReviews.Few.Where(file => !file.Path.Contains("/test/"))))
        .ShouldContain("3 texts to train on and 0 to test");

    [Theory]
    [InlineData("a.txt", 0)]
    [InlineData("a.tar.gz", 60)]
    public void Read_OfWhatIsNoArchiveOrTorn_SaysSo(string name, int kept)
    {
        var path = _folder.File(name);
        if (kept == 0)
        {
            File.WriteAllText(path, "no archive at all, but a text of some length that goes on and on");
        }
        else
        {
            File.WriteAllBytes(path, File.ReadAllBytes(MadeReviews.TarGz(_folder.File("whole"), MadeReviews.Few))[..kept]);
        }

        Refused(path).ShouldContain(path);
    }

    private static string Refused(string path, TextBounds? bounds = null)
    {
        var error = Should.Throw<TrainingException>(() => TextArchive.Read(path, Classes, bounds));
        error.Retryable.ShouldBeFalse();
        return error.Message;
    }
}
