using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ModelMine.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace ModelMine.SystemTests.Browser;

/// <summary>What a person does who comes for the first time, in a real browser, with a machine that really trains.</summary>
public sealed partial class JourneyTests
{
    private const float Patience = 240_000;

    /// <summary>Remembers each share that the bar shows and each drawing of the first chart, from inside the page.</summary>
    private const string RecordChanges = """
        () => {
          window.shares = new Set();
          window.drawings = new Set();
          const look = () => {
            window.shares.add(document.querySelector('.figures [role=progressbar]')?.getAttribute('aria-valuenow'));
            const canvas = document.querySelector('.chart canvas');
            if (canvas) window.drawings.add(canvas.toDataURL());
          };
          new MutationObserver(() => requestAnimationFrame(look)).observe(document.body, { subtree: true, childList: true, attributes: true });
        }
        """;

    [Fact]
    public async Task SignUpSubmitWatchDownloadVerify_WithoutAReload()
    {
        await using var network = await RealNetwork.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);

        await SignUpThenInAsync(page, network);
        await SubmitAnExampleAsync(page, network);
        await WatchItLearnAsync(page);
        await ReadResultAndDownloadAsync(page);
        await VerifyLedgerAsync(page);

        complaints.ShouldBeEmpty();
    }

    private static async Task SignUpThenInAsync(IPage page, RealNetwork network)
    {
        await page.GotoAsync(network.Page("/signup"));
        await FillCredentialsAsync(page);
        await page.WaitForURLAsync("**/dashboard");
        await page.Locator("details.menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("dashboard"));

        await page.GotoAsync(network.Page("/login"));
        await FillCredentialsAsync(page);
        await page.WaitForURLAsync("**/dashboard");
        await Expect(page.GetByText("1,000").First).ToBeVisibleAsync();
    }

    private static async Task FillCredentialsAsync(IPage page)
    {
        await page.Locator("#email").FillAsync("grace@example.org");
        await page.Locator("#password").FillAsync("compilers are fun");
        await page.Locator(".account form button[type=submit]").ClickAsync();
    }

    private static async Task SubmitAnExampleAsync(IPage page, RealNetwork network)
    {
        await page.GotoAsync(network.Page("/submit-job"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = QuickestExample() }).ClickAsync();
        await page.Locator("#title").FillAsync("My first model");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = SubmitButton() }).ClickAsync();
        await page.WaitForURLAsync(JobAddress());
        // A reload would lose this mark.
        await page.EvaluateAsync("window.sameDocument = true");
    }

    private static async Task WatchItLearnAsync(IPage page)
    {
        await page.Locator(".figures [role=progressbar]").First.WaitForAsync(new() { Timeout = Patience });
        await page.EvaluateAsync(RecordChanges);
        await page.GetByText("Download weights").WaitForAsync(new() { Timeout = Patience });

        (await page.EvaluateAsync<int>("window.shares.size")).ShouldBeGreaterThan(3, "the bar moved");
        (await page.EvaluateAsync<int>("window.drawings.size")).ShouldBeGreaterThan(3, "the curve grew");
        (await page.EvaluateAsync<bool>("window.sameDocument === true")).ShouldBeTrue("all of it without a reload");
    }

    private static async Task ReadResultAndDownloadAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "Result" }).ClickAsync();
        await Expect(page.GetByText("Test accuracy").First).ToBeVisibleAsync();
        var digest = await page.Locator(".digests dd").First.Locator("[title]").First.GetAttributeAsync("title");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Download weights").ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".safetensors");
        await using var weights = File.OpenRead(await download.PathAsync());
        Convert.ToHexStringLower(await SHA256.HashDataAsync(weights)).ShouldBe(digest, "the file is the one whose digest the page shows");
    }

    private static async Task VerifyLedgerAsync(IPage page)
    {
        await page.GetByText("Ledger block").First.ClickAsync();
        await page.WaitForURLAsync("**/ledger**");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify chain" }).ClickAsync();
        await Expect(page.GetByText("The chain holds.")).ToBeVisibleAsync();
    }

    [GeneratedRegex("^Digits, fully connected")]
    private static partial Regex QuickestExample();

    [GeneratedRegex("Submit job · stake")]
    private static partial Regex SubmitButton();

    [GeneratedRegex("/jobs/job_")]
    private static partial Regex JobAddress();
}
