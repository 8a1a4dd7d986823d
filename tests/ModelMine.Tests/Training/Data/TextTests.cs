using ModelMine.Training.Data.Text;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Data;

[Collection(TorchTests.Name)]
public sealed class TextTests
{
    [Fact]
    public void Split_KeepsTheLastTenthForTheTest()
    {
        var split = TextSplit.Of(new string([.. Enumerable.Range(0, 200).Select(i => (char)i)]));

        (split.Train.Length, split.Validation.Length, split.Test.Length).ShouldBe((170, 10, 20));
        split.Test[0].ShouldBe((char)180);
    }

    [Theory]
    [InlineData(100, 7)]
    [InlineData(29, 7)]
    [InlineData(22, 7)]
    public void InOrder_AsksForEachCharacterButTheFirstOnce(int length, int context)
    {
        using var scope = NewDisposeScope();
        using var windows = new TextWindows([.. Enumerable.Range(0, length)], context, seed: 1);

        var batches = windows.InOrder(atOnce: 2).Select(take => take()).ToList();
        var asked = batches.SelectMany(batch => batch.Next.reshape(-1).data<long>().ToArray());

        asked.ShouldBe(Enumerable.Range(1, length - 1).Select(i => (long)i));
        batches.ShouldAllBe(batch => batch.Tokens.reshape(-1).data<long>().Zip(batch.Next.reshape(-1).data<long>()).All(pair => pair.Second == pair.First + 1));
    }

    [Fact]
    public void Take_OfAnEpoch_CutsWindowsThatDoNotOverlap_AtAPlaceThatChangesWithTheEpoch()
    {
        using var scope = NewDisposeScope();
        using var windows = new TextWindows([.. Enumerable.Range(0, 1000)], context: 16, seed: 1);
        var all = tensor(Enumerable.Range(0, windows.Count).Select(i => (long)i).ToArray());

        long[] Tokens(long epoch) => [.. windows.Take(all, epoch).Tokens.reshape(-1).data<long>()];

        for (var epoch = 0; epoch < 5; epoch++)
        {
            var tokens = Tokens(epoch);
            tokens.Distinct().Count().ShouldBe(windows.Count * 16);
        }

        Enumerable.Range(0, 20).Select(epoch => Tokens(epoch)[0]).Distinct().Count().ShouldBeGreaterThan(5);
        Tokens(3).ShouldBe(Tokens(3));
    }
}
