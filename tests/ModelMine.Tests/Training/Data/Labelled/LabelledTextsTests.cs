using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Text.Labelled;
using ModelMine.Training.Data.Text.Tokenizers;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Data.Labelled;

[Collection(TorchTests.Name)]
public sealed class LabelledTextsTests
{
    [Fact]
    public void Books_OfTheShippedText_BeginAndEndWhereTheyDo()
    {
        var files = KingJamesBooks.Read(Path.Combine(AppContext.BaseDirectory, "datasets", "kjv"));
        var facts = DatasetCatalog.FindEntry("kjv-books")!.Facts;
        var bookOf = files.Train.Texts.Zip(files.Train.Labels).Concat(files.Test.Texts.Zip(files.Test.Labels))
            .ToLookup(verse => verse.First, verse => facts.Classes[verse.Second]);

        (files.Train.Count, files.Test.Count).ShouldBe(((int)facts.TrainSamples, (int)facts.TestSamples));
        bookOf["In the beginning God created the heaven and the earth."].ShouldBe(["Genesis"]);
        bookOf["So Joseph died, being an hundred and ten years old: and they embalmed him, and he was put in a coffin in Egypt."].ShouldBe(["Genesis"]);
        bookOf["The beginning of the gospel of Jesus Christ, the Son of God;"].ShouldBe(["Mark"]);
        bookOf["Forasmuch as many have taken in hand to set forth in order a declaration of those things which are most surely believed among us,"].ShouldBe(["Luke"]);
        bookOf["And were continually in the temple, praising and blessing God. Amen."].ShouldBe(["Luke"]);
        bookOf["In the beginning was the Word, and the Word was with God, and the Word was God."].ShouldBe(["John"]);
        bookOf["Jesus wept."].ShouldBe(["John"]);
    }

    [Fact]
    public void Take_OfTextsOfSeveralLengths_IsAsWideAsTheLongest_AndMasksWhatFillsUp()
    {
        using var scope = NewDisposeScope();
        var tokenizer = CharacterTokenizer.Of(["abc"], 10, meetsOthers: true);
        using var padded = new PaddedTexts(new(["abcabc", "", "ax"], [0, 1, 2]), tokenizer, maxLength: 5);

        var batch = padded.Take(tensor(new long[] { 2, 1 }));

        batch.Tokens.reshape(-1).data<long>().ToArray().ShouldBe([4, 0, 3, 4, 0, 0]);
        batch.Mask.reshape(-1).data<bool>().ToArray().ShouldBe([true, true, true, true, false, false]);
        batch.Labels.data<long>().ToArray().ShouldBe([2, 1]);
        padded.Take(0, 1).Tokens.reshape(-1).data<long>().ToArray().ShouldBe([4, 0, 1, 2, 0], "cut to the longest allowed");
    }
}
