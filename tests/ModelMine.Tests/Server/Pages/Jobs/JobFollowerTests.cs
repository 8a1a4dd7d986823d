using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs.Pages;

namespace ModelMine.Tests.Server.Pages.Jobs;

public sealed class JobFollowerTests
{
    private readonly JobFollower _follower = new(PageFixtures.Detail());

    [Fact]
    public void Apply_AReport_TakesProgressAndPoints()
    {
        _follower.Apply(PageFixtures.Report("job_a", 6, 40, new MetricSeries("train/loss", [39, 40], [0.5, 0.4]))).ShouldBeFalse();

        _follower.Job.Progress!.Step.ShouldBe(40);
        _follower.Curves.Longest.ShouldBe(2);
    }

    [Theory]
    [InlineData(JobEventType.Granted)]
    [InlineData(JobEventType.Retrying)]
    [InlineData(JobEventType.Completed)]
    public void Apply_AChangeOfState_AsksToReadTheJobAnew(JobEventType type) =>
        _follower.Apply(PageFixtures.Event("job_a", 6, type, JobStatus.Running)).ShouldBeTrue();

    [Fact]
    public void Replace_WithAReadThatIsOlderThanTheEvents_KeepsTheirProgress()
    {
        _follower.Apply(PageFixtures.Report("job_a", 9, 70));

        _follower.Replace(PageFixtures.Detail(seq: 7, progress: PageFixtures.Progress(30)));

        _follower.Job.Progress!.Step.ShouldBe(70);
        _follower.Job.LastEventSeq.ShouldBe(9);
    }

    [Fact]
    public void LogTail_MoreLinesThanItKeeps_DropsTheOldestAndCountsThem()
    {
        var log = new LogTail();

        log.Add(Enumerable.Range(1, LogTail.Most + 20).Select(i => PageFixtures.Line(i)));

        log.Lines.Count.ShouldBe(LogTail.Most);
        log.Lines.First().Line.ShouldBe(21);
        log.Before.ShouldBe(20);
    }

    [Fact]
    public void LogTail_LinesThatCameBefore_AreShownOnce()
    {
        var log = new LogTail();
        log.Add([PageFixtures.Line(1), PageFixtures.Line(2)]);

        log.Add([PageFixtures.Line(2), PageFixtures.Line(3)]);

        log.Lines.Select(line => line.Line).ShouldBe([1, 2, 3]);
    }
}
