using System.Text;
using ModelMine.Training;
using ModelMine.Training.Data.Text.Labelled;

namespace ModelMine.Tests.Training.Data.Labelled;

/// <summary>Labelled texts in a column of a table.</summary>
[Collection(TorchTests.Name)]
public sealed class TableTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Texts_ComeWithTheClassOfTheirRow_AndRowsWithoutEitherAreLeftOut()
    {
        const string Csv = "id,verdict,review\n1,good,\"fine, and \"\"well\"\" made\"\n2,bad,it broke\n3,,who knows\n4,good,\n5,NA,nobody\n";
        var rest = string.Concat(Enumerable.Range(6, 10).Select(i => $"{i},{(i % 2 == 0 ? "good" : "bad")},row {i}\n"));

        var read = TableTexts.Read(await RequestAsync(Csv + rest));

        read.Classes.ShouldBe(["good", "bad"], "the most frequent first");
        read.LeftOut.ShouldBe(3);
        (read.Train.Count, read.Test.Count).ShouldBe((10, 2));
        var texts = read.Train.Texts.Zip(read.Train.Labels).Concat(read.Test.Texts.Zip(read.Test.Labels)).ToDictionary(pair => pair.First, pair => read.Classes[pair.Second]);
        texts["fine, and \"well\" made"].ShouldBe("good");
        texts["it broke"].ShouldBe("bad");
        Enumerable.Range(6, 10).ShouldAllBe(i => texts[$"row {i}"] == (i % 2 == 0 ? "good" : "bad"));
    }

    [Fact]
    public async Task Classes_ThatAreNumbers_AreToldApartAsTheyAre()
    {
        var read = TableTexts.Read(await RequestAsync("stars,review\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 5 + 1}.0,text of {i % 5 + 1} stars and number {i}\n"))));

        read.Classes.ShouldBe(["1", "2", "3", "4", "5"]);
        read.Train.Texts.Zip(read.Train.Labels).ShouldAllBe(pair => pair.First.StartsWith($"text of {pair.Second + 1} stars", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TestRows_AreTheSameForEveryJob()
    {
        var csv = "label,text\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{(i % 2 == 0 ? "a" : "b")},text {i}\n"));

        var (one, two) = (TableTexts.Read(await RequestAsync(csv)), TableTexts.Read(await RequestAsync(csv, seed: 7)));

        two.Test.Texts.ShouldBe(one.Test.Texts);
        one.Test.Texts.Intersect(one.Train.Texts).ShouldBeEmpty();
    }

    [Fact]
    public async Task Table_WithTooFewWholeRows_IsRefusedInWords()
    {
        var csv = "label,text\n" + string.Concat(Enumerable.Range(0, 20).Select(i => i < 2 ? $"{(i == 0 ? "a" : "b")},text {i}\n" : $",text {i}\n"));

        var request = await RequestAsync(csv);

        Should.Throw<TrainingException>(() => TableTexts.Read(request)).Message.ShouldBe("Only 2 rows of mine@1 have both text and label: too few to split and learn from.");
    }

    [Fact]
    public async Task File_ThatIsAnotherTable_IsRefused()
    {
        var request = await RequestAsync("label,text\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{(i % 2 == 0 ? "a" : "b")},text {i}\n")));
        var facts = request.Config.Data!;
        await File.WriteAllTextAsync(request.PathOf(facts.Files[0]), "label,text\na,changed\n", TestContext.Current.CancellationToken);

        Should.Throw<TrainingException>(() => TableTexts.Read(request)).Message.ShouldContain("SHA-256");
    }

    private Task<TrainingRequest> RequestAsync(string csv, int seed = 42) =>
        OwnData.RequestAsync(_folder.Path, [("t.csv", Encoding.UTF8.GetBytes(csv))], $$"""{"modelType":"bert","dataset":"mine","seed":{{seed}}}""");
}
