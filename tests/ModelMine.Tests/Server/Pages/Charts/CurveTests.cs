using CsCheck;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Charts;

namespace ModelMine.Tests.Server.Pages.Charts;

public sealed class CurveTests
{
    [Fact]
    public void Add_AnAttemptThatWentBackToASnapshot_ReplacesTheLostEnd()
    {
        var curve = new Curve("train/loss");
        curve.Add([10, 20, 30, 40], [4, 3, 2, 1]);

        curve.Add([25, 35], [2.5, 1.5]);

        var (steps, values) = curve.From(0);
        steps.ShouldBe([10, 20, 25, 35]);
        values.ShouldBe([4, 3, 2.5, 1.5]);
        curve.Revision.ShouldBe(1);
    }

    [Fact]
    public void Take_PointsThatCameInAnyPieces_SendsEachToTheChartOnce() =>
        Gen.Select(Gen.Int[1, 12].List[1, 30], Gen.Int[0, 29]).Sample((sizes, rewindAt) =>
        {
            var set = new CurveSet();
            var feed = new ChartFeed();
            var drawn = new List<long>();
            var next = 0L;
            for (var i = 0; i < sizes.Count; i++)
            {
                if (i == rewindAt) next = Math.Max(0, next - 5);
                var steps = Enumerable.Range(0, sizes[i]).Select(k => next + k).ToArray();
                next += sizes[i];
                set.Add([new MetricSeries("train/loss", steps, [.. steps.Select(step => (double)step)])]);
                Draw(drawn, feed.Take(set.Groups("accuracy")[0].Curves));
            }

            drawn.ShouldBe(Enumerable.Range(0, (int)next).Select(step => (long)step));
            feed.Take(set.Groups("accuracy")[0].Curves).ShouldBeEmpty();
        });

    [Fact]
    public void Groups_OfAJob_BeginWithTheLossAndTheScore()
    {
        var set = new CurveSet();
        foreach (var name in (string[])["train/epsilon", "validation/accuracy", "validation/loss", "train/loss", "train/accuracy"])
            set.Add([new MetricSeries(name, [1], [1])]);

        var groups = set.Groups("accuracy");

        groups.Select(group => (group.Metric, group.IsMain)).ShouldBe([("loss", true), ("accuracy", true), ("epsilon", false)]);
        groups[0].Curves.Select(curve => curve.Split).ShouldBe(["train", "validation"]);
    }

    [Fact]
    public void Groups_OfAMeanReturn_PutTheReturnsFirst()
    {
        var set = new CurveSet();
        set.Add([new MetricSeries("validation/return", [1], [1]), new MetricSeries("train/epsilon", [1], [1])]);

        set.Groups("meanReturn")[0].ShouldSatisfyAllConditions(group => group.Metric.ShouldBe("return"), group => group.IsMain.ShouldBeTrue());
    }

    [Fact]
    public void Reset_OfTheFeed_SendsAllAgain()
    {
        var set = new CurveSet();
        set.Add([new MetricSeries("train/loss", [1, 2], [2, 1])]);
        var feed = new ChartFeed();
        feed.Take(set.Groups(null)[0].Curves);

        feed.Reset();

        feed.Take(set.Groups(null)[0].Curves).Single().Steps.ShouldBe([1, 2]);
    }

    private static void Draw(List<long> drawn, IReadOnlyList<ChartPart> parts)
    {
        foreach (var part in parts)
        {
            if (part.Restart) drawn.Clear();
            drawn.AddRange(part.Steps);
        }
    }
}
