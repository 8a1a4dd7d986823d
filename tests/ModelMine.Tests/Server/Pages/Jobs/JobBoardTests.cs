using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs.Pages;

namespace ModelMine.Tests.Server.Pages.Jobs;

public sealed class JobBoardTests
{
    private readonly JobBoard _board = new();

    public JobBoardTests() =>
        _board.Replace(new Page<JobSummary>([PageFixtures.Summary("job_b", JobStatus.Pending, 1), PageFixtures.Summary("job_a")], "cursor"));

    [Fact]
    public void Apply_AReport_MovesTheBarWithoutReadingAnew()
    {
        _board.Apply(PageFixtures.Report("job_a", 6, 40)).ShouldBeFalse();

        _board.Jobs[1].Progress!.Step.ShouldBe(40);
    }

    [Fact]
    public void Apply_AReportThatCameLate_NeverMovesTheBarBack()
    {
        _board.Apply(PageFixtures.Report("job_a", 8, 60));

        _board.Apply(PageFixtures.Report("job_a", 7, 50)).ShouldBeFalse();

        _board.Jobs[1].Progress!.Step.ShouldBe(60);
    }

    [Fact]
    public void Apply_AReportOfAJobShownAsPending_AsksToReadAnew() =>
        _board.Apply(PageFixtures.Report("job_b", 3, 1)).ShouldBeTrue();

    [Theory]
    [InlineData(JobEventType.Submitted, true)]
    [InlineData(JobEventType.Completed, true)]
    [InlineData(JobEventType.Retrying, true)]
    [InlineData(JobEventType.Snapshot, false)]
    public void Apply_OtherEvents_AskToReadAnewWhenTheListCouldDiffer(JobEventType type, bool anew) =>
        _board.Apply(PageFixtures.Event("job_new", 1, type, JobStatus.Pending)).ShouldBe(anew);

    [Fact]
    public void Append_AJobThatNewerOnesPushedDown_IsShownOnce()
    {
        _board.Append(new Page<JobSummary>([PageFixtures.Summary("job_a"), PageFixtures.Summary("job_0")], null));

        _board.Jobs.Select(job => job.Id).ShouldBe(["job_b", "job_a", "job_0"]);
        _board.Next.ShouldBeNull();
    }
}
