using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Tests.Server.Pages.Ui;

public sealed class SmallPartsTests : BunitContext
{
    [Theory]
    [InlineData(0.316, "31.6%", "31")]
    [InlineData(1.7, "100%", "100")]
    [InlineData(-1, "0%", "0")]
    [InlineData(double.NaN, "0%", "0")]
    public void Bar_Share_WidthAndSpokenValueAgree(double share, string width, string spoken)
    {
        var bar = Render<Bar>(p => p.Add(b => b.Share, share).Add(b => b.Label, "Training"));

        bar.Find("i").GetAttribute("style").ShouldBe($"width:{width}");
        bar.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe(spoken);
    }

    [Theory]
    [InlineData(JobStatus.Pending, "QUEUED", "pending")]
    [InlineData(JobStatus.Pending, "NO_NODE", "waiting")]
    [InlineData(JobStatus.Running, null, "running")]
    [InlineData(JobStatus.Canceled, null, "canceled")]
    public void StatusChip_Status_IsAColourAShapeAndAWord(JobStatus status, string? word, string tone)
    {
        var waiting = word is null ? null : new WaitReason(word, "Because.");

        var chip = Render<StatusChip>(p => p.Add(c => c.Status, status).Add(c => c.Waiting, waiting)).Find(".chip");

        chip.ClassList.ShouldContain(tone);
        chip.TextContent.Trim().ShouldBe(status.ToString());
        chip.QuerySelectorAll("svg *").Length.ShouldBeGreaterThan(0);
        chip.GetAttribute("title").ShouldBe(waiting?.Sentence);
    }

    [Fact]
    public void RelativeTime_TimePasses_SaysSoByItself()
    {
        var time = new FakeTimeProvider(PageFixtures.Noon);
        Services.AddSingleton<TimeProvider>(time);
        Services.AddScoped<Ticker>();
        var shown = Render<RelativeTime>(p => p.Add(t => t.At, PageFixtures.Noon));
        shown.Find("time").TextContent.ShouldBe("just now");

        for (var second = 0; second < 61; second++) time.Advance(TimeSpan.FromSeconds(1));

        shown.WaitForAssertion(() => shown.Find("time").TextContent.ShouldBe("1 min ago"));
        shown.Find("time").GetAttribute("title").ShouldBe("2026-11-24 12:00:00 UTC");
    }
}
