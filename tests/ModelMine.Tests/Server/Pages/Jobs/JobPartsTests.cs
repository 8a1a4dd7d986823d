using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs.Pages;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Tests.Server.Pages.Jobs;

public sealed class JobPartsTests : BunitContext
{
    public JobPartsTests()
    {
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(PageFixtures.Noon.AddMinutes(5)));
        Services.AddScoped<Ticker>();
    }

    [Fact]
    public void ConfigEditor_ASuggestionIsClicked_PutsItIntoTheText()
    {
        var text = "{\"epoch\":3}";
        var editor = Render<ConfigEditor>(p => p
            .Add(e => e.Text, text).Add(e => e.Problems, ConfigText.Read(text).Problems).Add(e => e.TextChanged, changed => text = changed));

        editor.Find("li button").Click();

        text.ShouldBe("{\"epochs\":3}");
        editor.Find("li code").TextContent.ShouldBe("$.epoch");
    }

    [Fact]
    public void EffectiveConfigTable_WhatWasNotWritten_IsMarkedAsDefault()
    {
        var read = ConfigText.Read("{\"Model-Type\":\"cnn\",\"EPOCHS\":3}");

        var table = Render<EffectiveConfigTable>(p => p.Add(t => t.Effective, read.Config!.Json).Add(t => t.Submitted, read.Json!.Value));

        var given = table.FindAll("dt:not(.default)").Select(dt => dt.TextContent);
        given.ShouldBe(["modelType", "epochs"]);
    }

    [Fact]
    public void JobRow_OfAJobWhoseDataIsFetched_ShowsHowMuchOfItIsThere()
    {
        var job = PageFixtures.Summary(status: JobStatus.Running, progress: JobProgress.Of(new("images.tar.gz", 45_000_000, 180_000_000)));

        var row = Render<JobRowView>(p => p.Add(r => r.Job, job));

        row.Find(".percent").TextContent.ShouldContain("25");
        row.Find("td.time").TextContent.ShouldBe("fetching data");
    }

    [Fact]
    public void JobRow_OfAPendingJob_SaysWhyItWaitsAndCanBeCanceled()
    {
        var job = PageFixtures.Summary(status: JobStatus.Pending) with { Waiting = new WaitReason("NO_ROOM", "2 jobs are ahead of it.") };
        JobSummary? asked = null;
        var row = Render<JobRowView>(p => p.Add(r => r.Job, job).Add(r => r.OnCancel, one => asked = one));

        row.Find(".why").TextContent.ShouldBe("No room. 2 jobs are ahead of it.");
        row.Find("button.cancel").Click();

        asked.ShouldBe(job);
    }

    /// <summary>A training's last validation score is not what its model is worth.</summary>
    [Fact]
    public void JobRow_OfACompletedJob_ShowsTheScoreOnTheTestSplit()
    {
        var progress = PageFixtures.Progress(100) with { Score = 0.5, ScoreName = "accuracy" };
        var job = PageFixtures.Summary(status: JobStatus.Completed, progress: progress) with { FinalScore = new("accuracy", 0.75) };

        var score = Render<JobRowView>(p => p.Add(r => r.Job, job)).Find("td.score");

        score.TextContent.Trim().ShouldBe("75.00\u00a0%");
        score.GetAttribute("title").ShouldBe("accuracy on the test split");
    }

    [Fact]
    public void JobRow_OfAFinishedJob_OffersNoCancel() =>
        Render<JobRowView>(p => p.Add(r => r.Job, PageFixtures.Summary(status: JobStatus.Completed))).FindAll("button").ShouldBeEmpty();

    [Fact]
    public void StatusFilter_Counts_AddUpUnderAll()
    {
        var counts = new Dictionary<JobStatus, long> { [JobStatus.Running] = 2, [JobStatus.Failed] = 3 };

        var filter = Render<StatusFilter>(p => p.Add(f => f.Current, JobStatus.Failed).Add(f => f.Counts, counts));

        filter.FindAll("a").Select(a => a.QuerySelector(".count")!.TextContent).ShouldBe(["5", "0", "2", "0", "3", "0"]);
        filter.Find("[aria-current=page]").GetAttribute("href").ShouldBe("/dashboard?status=failed");
    }

    [Theory]
    [InlineData(100, 250, "after it 150")]
    [InlineData(300, 250, "You have 250 tokens.")]
    public void StakeFields_Stake_SaysWhatIsLeftOrThatItIsTooMuch(long stake, long balance, string said) =>
        Render<StakeFields>(p => p.Add(f => f.Stake, stake).Add(f => f.Priority, 50).Add(f => f.Balance, balance))
            .Find("#stake-hint").TextContent.ShouldContain(said);

    [Fact]
    public void CancelQuestion_OfARunningJob_NamesTheShareThatTheNodeIsPaid()
    {
        var job = PageFixtures.Summary(progress: PageFixtures.Progress(25));

        CancelQuestion.Sentences(job)[1].ShouldContain("about 20 tokens");
        CancelQuestion.Sentences(job)[1].ShouldContain("The other 80 come back");
    }

    [Fact]
    public void CancelQuestion_OfAPendingJob_PromisesTheWholeStake() =>
        CancelQuestion.Sentences(PageFixtures.Summary(status: JobStatus.Pending))[1].ShouldBe("All 100 tokens at stake come back to you.");

    [Theory]
    [InlineData(JobStatus.Running, null, "measuring…")]
    [InlineData(JobStatus.Running, 134.0, "2 min 14 s left")]
    [InlineData(JobStatus.Pending, null, "–")]
    public void JobTime_WhileItIsNotMeasured_IsNotInvented(JobStatus status, double? left, string said) =>
        JobTime.Say(PageFixtures.Summary(status: status, progress: PageFixtures.Progress(1) with { SecondsLeft = left })).ShouldBe(said);

    [Fact]
    public void LogPanel_NotFollowing_HoldsStillAndCountsWhatIsNew()
    {
        var log = new LogTail();
        log.Add([PageFixtures.Line(1)]);
        var panel = Render<LogPanel>(p => p.Add(l => l.Log, log).Add(l => l.Newest, log.Last));
        panel.Find("input").Change(false);

        log.Add([PageFixtures.Line(2), PageFixtures.Line(3)]);
        panel.Render(p => p.Add(l => l.Newest, log.Last));

        panel.FindAll(".log p").Count.ShouldBe(1);
        panel.Find("button.link").TextContent.ShouldBe("2 new");
    }
}
