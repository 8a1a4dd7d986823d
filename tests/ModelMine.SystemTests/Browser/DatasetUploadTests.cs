using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using ModelMine.Core.Contracts;
using ModelMine.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace ModelMine.SystemTests.Browser;

/// <summary>A user's file on its whole way through a real browser: over a line that breaks, and a page that is loaded anew in the middle.</summary>
public sealed class DatasetUploadTests : IDisposable
{
    private const int Rows = 3_000;
    private const string Training = """{"modelType":"mlp","dataset":"houses","target":"price","epochs":2,"batchSize":64,"hiddenSize":8}""";
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("modelmine-upload-").FullName, "houses.csv");

    // A column of long words, which no model reads, makes the file large and its training quick.
    public DatasetUploadTests() => File.WriteAllLines(_file, Enumerable.Range(0, Rows).Select(Row).Prepend("rooms,price,notes"));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public async Task Upload_OverALineThatBreaks_AndAPageLoadedAnew_ArrivesWhole_IsTrainedOn_AndIsRemoved()
    {
        await using var network = await RealNetwork.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var line = await BrokenLine.LayAsync(page);
        await SignIn.AsAdaAsync(page, network);
        await page.GotoAsync(network.Page("/datasets"));

        line.BreakAfter(pieces: 4);
        await UploadAsync(page);
        await Expect(page.GetByText("the connection is gone")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        line.BreakAfter(pieces: 3);
        // How long the bar moves in between is up to the machine: what tells the second break from the first is how much has arrived.
        await Expect(page.GetByText("the connection is gone. 7.0 MiB")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.ReloadAsync();
        line.Mend();
        var before = line.Offsets.Count;
        await UploadAsync(page);

        await page.WaitForURLAsync("**/datasets/houses*");
        line.Offsets[before].ShouldBe(7 * 1024 * 1024, "seven pieces had arrived before the page was loaded anew");
        var dataset = await network.User.DatasetAsync("houses");
        dataset.Facts.Files[0].Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_file))));
        await Expect(page.GetByText("First rows")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Columns")).ToContainTextAsync("rooms");

        var job = await RealJob.RunAsync(network, Training, JobEventType.Completed);
        job.Result!.Dataset.ShouldBe("houses@1");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove data set" }).ClickAsync();
        await Expect(page.GetByText("No data set of your own yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Upload_CalledOff_Stops_AndAFileThatIsNoTableIsRefusedInWords()
    {
        await using var network = await RealNetwork.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var line = await BrokenLine.LayAsync(page);
        await SignIn.AsAdaAsync(page, network);
        await page.GotoAsync(network.Page("/datasets"));

        line.BreakAfter(pieces: 2);
        await UploadAsync(page);
        await Expect(page.GetByText("the connection is gone")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Upload data set" })).ToBeEnabledAsync();
        line.Mend();

        await File.AppendAllTextAsync(_file, "1,2\n");
        await UploadAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"houses.csv, line {Rows + 2}: there are 2 values, but 3 columns.", new() { Timeout = 60_000 });
        (await network.User.DatasetsAsync()).ShouldAllBe(dataset => !dataset.IsOwn);
    }

    private async Task UploadAsync(IPage page)
    {
        var input = page.Locator("#dataset-file:not([disabled])");
        await input.WaitForAsync();
        await input.SetInputFilesAsync(_file);
        await Expect(page.Locator("#dataset-name")).ToHaveValueAsync("houses");
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload data set" }).ClickAsync();
    }

    private static string Row(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row % 7},{100 * (row % 7) + row % 10},{new string((char)('a' + row % 26), 4_000)}{row}");
}
