using System.Globalization;
using Microsoft.Playwright;
using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace ModelMine.SystemTests.Browser;

/// <summary>Each way to try a model, once in a real browser: small models, trained in the test.</summary>
public sealed class TryPanelsTests
{
    private const string Text = """{"modelType":"transformer","epochs":1,"batchSize":1024,"contextLength":32,"hiddenSize":32,"numLayers":1,"numHeads":2}""";
    private const string Sentence = """{"modelType":"bert","dataset":"kjv-books","epochs":1,"batchSize":256,"maxLength":16,"hiddenSize":16,"numLayers":1,"numHeads":2}""";
    private const string Row = """{"modelType":"mlp","dataset":"penguins","target":"species","epochs":20,"batchSize":16,"learningRate":0.01}""";
    private const string World = """{"modelType":"ppo","environment":"CartPole","epochs":1}""";

    [Fact]
    public async Task EachPanel_IsUsedAsAPersonUsesIt()
    {
        await using var network = await RealNetwork.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        page.SetDefaultTimeout(60_000);
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await SignIn.AsAdaAsync(page, network);

        await OpenAsync(page, network, Row);
        await page.GetByLabel("flipper_length_mm").FillAsync("230");
        await page.GetByLabel("island").SelectOptionAsync("Biscoe");
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict species" }).ClickAsync();
        await Expect(page.Locator(".bars li").First.Locator(".name")).ToHaveTextAsync("Gentoo", new() { Timeout = 60_000 });
        await TakePictureAsync(page, "row");

        await OpenAsync(page, network, Text);
        await page.GetByLabel("Beginning of the text").FillAsync("In the beginning");
        await page.GetByLabel("Tokens to write").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true }).ClickAsync();
        await Expect(page.Locator("blockquote.written b")).ToHaveTextAsync("In the beginning", new() { Timeout = 60_000 });
        // It is written piece by piece, and then there are sixty more characters than were given.
        await page.WaitForFunctionAsync("() => document.querySelector('blockquote.written')?.textContent.length === 'In the beginning'.length + 60");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true })).ToBeVisibleAsync();
        await TakePictureAsync(page, "prompt");

        await OpenAsync(page, network, Sentence);
        await page.GetByLabel("Sentence").FillAsync("And it came to pass in those days");
        await page.GetByRole(AriaRole.Button, new() { Name = "Classify" }).ClickAsync();
        await Expect(page.Locator(".bars li").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var shares = await page.Locator(".bars li .figure").AllTextContentsAsync();
        shares.Sum(share => double.Parse(share.Replace("%", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture)).ShouldBe(100, 1);
        await TakePictureAsync(page, "sentence");

        await OpenAsync(page, network, World);
        await page.GetByLabel("Test episode").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("CartPole-v1,", new() { Timeout = 60_000 });
        (await page.Locator("canvas.world").EvaluateAsync<bool>(
            "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(value => value !== 0)")).ShouldBeTrue("the world is drawn");
        await page.GetByRole(AriaRole.Button, new() { Name = "From the start" }).ClickAsync();
        await TakePictureAsync(page, "replay");

        complaints.ShouldBeEmpty();
    }

    private static async Task OpenAsync(IPage page, RealNetwork network, string config)
    {
        var job = await RealJob.RunAsync(network, config, JobEventType.Completed);
        await page.GotoAsync(network.Page($"/jobs/{job.Id}"));
        var tab = page.GetByRole(AriaRole.Tab, new() { Name = "Try it" });
        // The first HTML shows the tab before anything listens to it.
        do await tab.ClickAsync();
        while (await tab.GetAttributeAsync("aria-selected") != "true");
    }

    /// <summary>For people to look at: only where the environment names a folder.</summary>
    private static async Task TakePictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("MODELMINE_PICTURES") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"try-{name}.png"), FullPage = true });
        await page.SetViewportSizeAsync(390, 844);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"try-{name}-phone.png"), FullPage = true });
        await page.SetViewportSizeAsync(1440, 900);
    }
}
