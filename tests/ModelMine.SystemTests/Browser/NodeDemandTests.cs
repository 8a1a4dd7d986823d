using Microsoft.Playwright;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Browser;

/// <summary>A person drains a node on its card, and asks in the form for a node that there is none of.</summary>
public sealed class NodeDemandTests
{
    [Fact]
    public async Task NodeIsDrainedAndResumed_AndAJobThatNoNodeCanTakeSaysWhy()
    {
        await using var network = await RealNetwork.StartAsync(agentEnvironment: StubJobs.Environment(), agentOptions: ["--label", "lab=attic"]);
        await network.Agent.LineAsync("Ready:");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        await SignIn.AsAdaAsync(page, network);

        await page.GotoAsync(network.Page("/network"));
        await page.GetByText("lab=attic").WaitForAsync();
        await Button(page, "Drain").ClickAsync();
        await page.GetByText("It can be switched off.").WaitForAsync();
        await Button(page, "Resume").ClickAsync();
        await Button(page, "Drain").WaitForAsync();

        await page.GotoAsync(network.Page("/submit-job"));
        await page.Locator("fieldset:not([disabled])").WaitForAsync();
        await page.GetByText("What it requires of its node").ClickAsync();
        await TypeAsync(page, "Cores", "64");
        await TypeAsync(page, "Labels", "Lab=x");
        await page.GetByText("“Lab=x” is no label").WaitForAsync();
        (await Button(page, "Submit job").IsDisabledAsync()).ShouldBeTrue("a demand that is not understood must not be dropped");
        await TypeAsync(page, "Labels", "lab=attic");
        await Button(page, "Submit job").ClickAsync();

        await page.GetByText("It requires 64 cores, label lab=attic; the only node online does not have all of that.").WaitForAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.GetByLabel(field).FillAsync(text);
        await page.GetByLabel(field).BlurAsync();
    }
}
