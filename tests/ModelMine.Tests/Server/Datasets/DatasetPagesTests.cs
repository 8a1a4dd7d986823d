using ModelMine.Server.Datasets;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>The first HTML of the pages about data sets, and what a page hears of an upload.</summary>
public sealed class DatasetPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_ShowWhatIsOnesOwn_AndNothingOfOthers()
    {
        await using var app = await TestApp.StartAsync();
        var (owner, stranger) = (await app.CreateUserAsync(), await app.CreateUserAsync());
        await owner.AddAsync("houses", Uploads.Houses);

        (await HtmlAsync(app, owner, "/datasets")).ShouldContain("houses@1");
        var page = await HtmlAsync(app, owner, "/datasets/houses");
        page.ShouldContain("Bonn 40, Ulm 20");
        page.ShouldContain("First rows");
        (await HtmlAsync(app, owner, "/datasets/penguins")).ShouldContain("CC0 1.0");
        var empty = await HtmlAsync(app, stranger, "/datasets");
        empty.ShouldContain("No data set of your own yet");
        empty.ShouldNotContain("houses@1");
        (await HtmlAsync(app, stranger, "/datasets/houses")).ShouldContain("There is no such data set");
    }

    [Fact]
    public async Task Add_WhileSomebodyLooksOn_TellsHowMuchWasRead()
    {
        await using var app = await TestApp.StartAsync();
        var owner = await app.CreateUserAsync();
        var digest = await owner.UploadAsync(Uploads.Houses);
        var heard = new List<double>();

        await app.Get<AddDataset>().ExecuteAsync(owner.Id, new("houses", [new("houses.csv", digest)]), Stop, heard.Add);

        heard.ShouldBeInOrder();
        heard[^1].ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(app.DataFolder, "blobs", "partial")).ShouldBeEmpty();
    }

    private static Task<string> HtmlAsync(TestApp app, TestUser user, string path) => user.Http.GetStringAsync(new Uri(app.Web, path), Stop);
}
