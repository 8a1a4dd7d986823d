using System.Text;
using ModelMine.Server.Datasets;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>The first HTML of the pages about data sets, and the upload that a page makes.</summary>
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
    public async Task Upload_FromAPage_BecomesADataSet()
    {
        await using var app = await TestApp.StartAsync();
        var owner = await app.CreateUserAsync();
        var bytes = Encoding.UTF8.GetBytes(Uploads.Houses);
        var heard = new List<long>();
        using var content = new MemoryStream(bytes);

        var digest = await app.Get<DatasetUploads>().TakeAsync(owner.Id, content, bytes.Length, heard.Add, Stop);
        var dataset = await app.Get<AddDataset>().ExecuteAsync(owner.Id, new("houses", [new("houses.csv", digest)]), Stop);

        digest.ShouldBe(Uploads.Digest(Uploads.Houses));
        heard[^1].ShouldBe(bytes.Length);
        dataset.Summary.Bytes.ShouldBe(bytes.Length);
        Directory.EnumerateFiles(Path.Combine(app.DataFolder, "blobs", "partial")).ShouldBeEmpty();
    }

    private static Task<string> HtmlAsync(TestApp app, TestUser user, string path) => user.Http.GetStringAsync(new Uri(app.Web, path), Stop);
}
