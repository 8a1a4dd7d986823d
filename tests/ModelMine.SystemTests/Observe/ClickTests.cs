using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ModelMine.SystemTests.Browser;

namespace ModelMine.SystemTests.Observe;

/// <summary>A click in a real browser is where a job's trace begins.</summary>
[Collection<ObservedNetwork.Viewers>]
public sealed partial class ClickTests(ObservedNetwork observed)
{
    /// <summary>The last spans of either process.</summary>
    private static readonly string[] Ends = ["settle", "attempt"];

    [Fact]
    public async Task Submit_ByAClick_BeginsTheTraceThatEndsWithTheSettlement()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await SignIn.AsAdaAsync(page, observed.Network);
        await page.GotoAsync(observed.Network.Page("/submit-job"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = QuickestExample() }).ClickAsync();
        await page.Locator("#title").FillAsync("Clicked");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = SubmitButton() }).ClickAsync();
        await page.WaitForURLAsync(JobAddress());
        var jobId = JobAddress().Match(page.Url).Groups[1].Value;

        var all = await observed.Collector.UntilAsync(spans =>
            Submit(spans, jobId) is { } came && Ends.All(end => spans.Any(span => span.Name == end && span.TraceId == came.TraceId)) && spans.Any(span => span.Id == came.ParentId));

        var click = all.Single(span => span.Id == Submit(all, jobId)!.ParentId);
        click.Name.ShouldStartWith("Event ");
        click.Process.ShouldBe("modelmine-server");
        all.Where(span => span.Name == "settle" && span.TraceId == click.TraceId).ShouldHaveSingleItem();
        all.Where(span => span.Name == "attempt" && span.TraceId == click.TraceId).ShouldHaveSingleItem().Process.ShouldBe("modelmine-agent");
    }

    private static ReceivedSpan? Submit(IReadOnlyList<ReceivedSpan> spans, string jobId) =>
        spans.FirstOrDefault(span => span.Name == "submit" && span.Tags.GetValueOrDefault("modelmine.job.id") == jobId);

    [GeneratedRegex("^Digits, fully connected")]
    private static partial Regex QuickestExample();

    [GeneratedRegex("Submit job · stake")]
    private static partial Regex SubmitButton();

    [GeneratedRegex("/jobs/(job_[^/?#]+)")]
    private static partial Regex JobAddress();
}
