using CsCheck;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Agent.Attempts;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Attempts;

public sealed class ReportQueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Take_WhenNothingWaits_IsNull() => new ReportQueue(_time).Take(1, 1).ShouldBeNull();

    [Fact]
    public void Take_GivesTheNewestProgressOnly()
    {
        var queue = new ReportQueue(_time);
        queue.Said(Messages.Progress(1));
        queue.Said(Messages.Progress(2));

        queue.Take(1, 1)!.Progress!.Step.ShouldBe(2);
        queue.Take(1, 2).ShouldBeNull();
    }

    [Fact]
    public void Take_SplitsAtTheLimitsOfAReport()
    {
        var queue = new ReportQueue(_time);
        queue.Said(Messages.Loss(1, 12_000));
        for (var i = 0; i < 1500; i++) queue.Said(Messages.Log($"{i}"));

        var reports = TakeAll(queue);

        reports.Select(report => report.Metrics.Sum(series => series.Steps.Count)).ShouldBe([5000, 5000, 2000]);
        reports.Select(report => report.Logs.Count).ShouldBe([1000, 500, 0]);
    }

    [Fact]
    public void Log_AboveTheRateForLong_IsCounted_AndTheLogSaysSoAtThePlace()
    {
        var queue = new ReportQueue(_time);
        for (var i = 0; i < LineRate.Burst + 300; i++) queue.Log("warning", "noise");
        _time.Advance(TimeSpan.FromSeconds(1));
        queue.Log("info", "after");

        var lines = TakeAll(queue).SelectMany(report => report.Logs).ToList();

        lines.Count.ShouldBe(LineRate.Burst + 2);
        lines[^2].Message.ShouldStartWith("300 lines were left out here");
        lines[^1].Message.ShouldBe("after");
    }

    [Fact]
    public void Log_OfLongLines_NeverHoldsMoreThanItsBound()
    {
        var queue = new ReportQueue(_time);
        var line = new string('x', 5000);
        for (var i = 0; i < 10_000; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            queue.Log("warning", line);
        }

        var lines = TakeAll(queue).SelectMany(report => report.Logs).ToList();

        lines.Sum(kept => (long)kept.Message.Length).ShouldBeLessThan(8_010_000);
        lines.ShouldAllBe(kept => kept.Message.Length <= 4000);
        lines[^1].Message.ShouldContain("were left out here");
    }

    [Fact]
    public void Points_BeyondWhatCanBeKept_AreCounted()
    {
        var queue = new ReportQueue(_time);
        for (var i = 0; i < 101; i++) queue.Said(Messages.Loss(i * 5000L, 5000));

        var reports = TakeAll(queue);

        reports.Sum(report => report.Metrics.Sum(series => series.Steps.Count)).ShouldBe(500_000);
        reports[0].Logs.ShouldHaveSingleItem().Message.ShouldStartWith("5,000 measured points were left out here");
    }

    /// <summary>Whenever reports are made, all points and lines come out, once each, in order, within each report's limits.</summary>
    [Fact]
    public void Take_AtAnyTime_LosesNothingAndKeepsTheOrder() =>
        Gen.Int[0, 3].Array[1, 300].Sample(steps =>
        {
            var queue = new ReportQueue(_time);
            var (points, lines, reports) = (new Dictionary<string, List<long>>(), new List<string>(), new List<AttemptReport>());
            for (var i = 0; i < steps.Length; i++)
            {
                switch (steps[i])
                {
                    case 0:
                        var name = i % 2 == 0 ? "even" : "odd";
                        queue.Said(new TrainerMetric(new MetricSeries(name, [.. Enumerable.Range(i * 3000, 3000).Select(step => (long)step)], new double[3000])));
                        points.TryAdd(name, []);
                        points[name].AddRange(Enumerable.Range(i * 3000, 3000).Select(step => (long)step));
                        break;
                    case 1:
                        queue.Said(Messages.Log($"{i}"));
                        lines.Add($"{i}");
                        break;
                    case 2:
                        queue.Said(Messages.Progress(i));
                        break;
                    default:
                        if (queue.Take(5, reports.Count + 1) is { } report) reports.Add(report);
                        break;
                }
            }

            reports.AddRange(TakeAll(queue));
            return reports.All(report => report.Metrics.Sum(series => series.Steps.Count) <= 5000 && report.Logs.Count <= 1000)
                && reports.SelectMany(report => report.Logs).Select(line => line.Message).SequenceEqual(lines)
                && points.All(curve => reports.SelectMany(report => report.Metrics).Where(series => series.Name == curve.Key)
                    .SelectMany(series => series.Steps).SequenceEqual(curve.Value));
        }, iter: 200);

    private static List<AttemptReport> TakeAll(ReportQueue queue)
    {
        var reports = new List<AttemptReport>();
        while (queue.Take(1, reports.Count + 1) is { } report) reports.Add(report);
        return reports;
    }
}
