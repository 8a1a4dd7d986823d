using Microsoft.Playwright;
using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace ModelMine.SystemTests.Browser;

/// <summary>A model that was trained in the test is used: in a real browser, over the API, and while its node dies.</summary>
public sealed class TryItTests
{
    private const string Digits = """{"modelType":"mlp","dataset":"mnist","epochs":1,"batchSize":64,"hiddenSize":64}""";
    private const string Text = """{"modelType":"transformer","epochs":1,"batchSize":1024,"contextLength":64,"hiddenSize":64,"numLayers":2,"numHeads":2}""";

    [Fact]
    public async Task Digit_DrawnOnTheJobsPage_IsReadLive()
    {
        await using var network = await RealNetwork.StartAsync();
        var job = await RealJob.RunAsync(network, Digits, JobEventType.Completed);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await SignIn.AsAdaAsync(page, network);

        await page.GotoAsync(network.Page($"/jobs/{job.Id}"));
        await OpenTabAsync(page);
        await DrawAOneAsync(page);

        var likeliest = page.Locator(".bars li").First;
        await Expect(likeliest.Locator(".name")).ToHaveTextAsync("1", new() { Timeout = 60_000 });
        (await page.Locator(".bars li").CountAsync()).ShouldBe(10);
        await Expect(page.GetByText("What the model sees")).ToBeVisibleAsync();
        await TakePicturesAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(page.Locator(".bars")).ToHaveCountAsync(0);
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_IsStreamed_AndWhenTheNodeDiesInTheMiddleItsReaderIsTold()
    {
        await using var network = await RealNetwork.StartAsync();
        var job = await RealJob.RunAsync(network, Text, JobEventType.Completed);

        var written = await CollectAsync(network.User.TryAsync(job.Id, new TryPrompt("And God said") { Length = 40, Seed = 1 }, TestContext.Current.CancellationToken));
        var again = await CollectAsync(network.User.TryAsync(job.Id, new TryPrompt("And God said") { Length = 40, Seed = 1 }, TestContext.Current.CancellationToken));

        written.OfType<TryText>().Count().ShouldBe(40, network.Logs());
        written[^1].ShouldBeOfType<TryDone>();
        again.OfType<TryText>().ShouldBe(written.OfType<TryText>(), "the same seed writes the same text");

        await using var answer = network.User.TryAsync(job.Id, new TryPrompt("") { Length = TryLimits.MostTokens }, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await answer.MoveNextAsync()).ShouldBeTrue();
        await network.Agent.KillAsync();
        var last = answer.Current;
        while (await answer.MoveNextAsync()) last = answer.Current;
        last.ShouldBe(new TryFailed("The node that was answering is gone. Try again: another one may answer."));
    }

    // The first HTML shows the tab before anything listens to it.
    private static async Task OpenTabAsync(IPage page)
    {
        var tab = page.GetByRole(AriaRole.Tab, new() { Name = "Try it" });
        do await tab.ClickAsync();
        while (await tab.GetAttributeAsync("aria-selected") != "true");
    }

    private static async Task DrawAOneAsync(IPage page)
    {
        var sheet = page.Locator("canvas.draw[data-ready]");
        await sheet.WaitForAsync();
        await sheet.ScrollIntoViewIfNeededAsync();
        var box = (await sheet.BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height / 5);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x - 4, y + box.Height * 0.6f, new() { Steps = 12 });
        await page.Mouse.UpAsync();
    }

    /// <summary>For people to look at: only where the environment names a folder.</summary>
    private static async Task TakePicturesAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable("MODELMINE_PICTURES") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "try-light.png"), FullPage = true });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "try-dark.png"), FullPage = true });
        await page.SetViewportSizeAsync(390, 844);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "try-phone.png"), FullPage = true });
    }

    private static async Task<List<TryOutput>> CollectAsync(IAsyncEnumerable<TryOutput> answer)
    {
        var pieces = new List<TryOutput>();
        await foreach (var piece in answer) pieces.Add(piece);
        return pieces;
    }
}
