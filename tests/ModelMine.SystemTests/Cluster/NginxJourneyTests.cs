using System.Text.Json;
using Microsoft.Playwright;
using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Browser;
using static Microsoft.Playwright.Assertions;

namespace ModelMine.SystemTests.Cluster;

/// <summary>A person's way through nginx with two servers behind it, in a real browser; then servers are killed under the page.</summary>
public sealed class NginxJourneyTests
{
    [Fact]
    public async Task Page_BehindNginx_IsLive_AndConnectsAgainWhenItsServerIsKilled()
    {
        await using var cluster = await RealCluster.StartAsync();
        var node = await SimulatedNode.EnrolAsync(cluster, "a node");
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var heartbeats = node.HeartbeatsAsync(end.Token);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var negotiations = 0;
        page.Request += (_, request) => negotiations += request.Url.Contains("negotiate", StringComparison.Ordinal) ? 1 : 0;

        await page.GotoAsync(new Uri(cluster.Web, "login").ToString());
        await page.Locator("#email").FillAsync("ada@example.org");
        await page.Locator("#password").FillAsync("a long enough password");
        await page.Locator(".account form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/dashboard");

        var job = await cluster.User.SubmitAsync(new SubmitJobRequest { Title = "Seen through nginx", TokenStake = 1, Config = JsonElement.Parse("""{"modelType":"mlp","epochs":1}""") });
        await Expect(page.GetByText("Seen through nginx").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.GotoAsync(new Uri(cluster.Web, $"jobs/{job.Id}").ToString());
        var grant = await node.ClaimAsync(end.Token);
        await ShowsAsync(page, node, grant, seq: 100, "10");

        for (var victim = 0; victim < 2; victim++)
        {
            await cluster.Servers[victim].KillAsync();
            await ShowsAsync(page, node, grant, seq: 300 + 200 * victim, $"{30 + 20 * victim}");
            await cluster.StartServerAsync(victim);
        }

        await node.CompleteAsync(grant, 1, end.Token);
        await Expect(page.GetByText("Download weights").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        negotiations.ShouldBe(0, "a page opens its WebSocket without a negotiation");
        await end.CancelAsync();
        await heartbeats;
    }

    /// <summary>The node reports, and the page shows it by itself.</summary>
    private static async Task ShowsAsync(IPage page, SimulatedNode node, AttemptGrant grant, long seq, string percent)
    {
        await node.ReportAsync(grant, seq, CancellationToken.None);
        await Expect(page.Locator(".figures [role=progressbar]").First).ToHaveAttributeAsync("aria-valuenow", percent, new() { Timeout = 30_000 });
    }
}
