using System.Net;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Datasets;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Datasets;

public abstract class DatasetsApiTests(StorageProduct storage) : AppTests(storage)
{
    public sealed class OnSqlite() : DatasetsApiTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : DatasetsApiTests(StorageProduct.Postgres);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dataset_AddedTwice_HasTwoVersions_AndIsNobodyElses()
    {
        await using var app = await StartAppAsync();
        var (owner, stranger) = (await app.CreateUserAsync(), await app.CreateUserAsync());

        var first = await owner.AddAsync("houses", Uploads.Houses);
        var second = await owner.AddAsync("hou_ses", Uploads.Houses + "1,Ulm,7\n");

        (first.Summary.Name, second.Summary.Name).ShouldBe(("houses@1", "houses@2"));
        second.Versions.ShouldBe([2, 1]);
        second.Facts.TrainSamples.ShouldBe(61);
        (await owner.Api.DatasetAsync("houses", Stop)).Summary.Name.ShouldBe("houses@2");
        (await owner.Api.DatasetAsync("HOUSES@1", Stop)).Facts.TrainSamples.ShouldBe(60);
        var list = await owner.Api.DatasetsAsync(Stop);
        list.Where(dataset => dataset.IsOwn).Select(dataset => dataset.Name).ShouldBe(["houses@2"]);
        list.Where(dataset => !dataset.IsOwn).Select(dataset => dataset.Name).ShouldBe(DatasetCatalog.Entries.Select(entry => entry.Facts.Name));

        foreach (var name in new[] { "houses", "houses@1" })
        {
            foreach (var path in new[] { Routes.Dataset(name), Routes.DatasetPreview(name), Routes.DatasetStatistics(name) })
            {
                await (await stranger.Http.GetAsync(path, Stop)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
            }

            await (await stranger.Http.DeleteAsync(Routes.Dataset(name), Stop)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        }

        (await stranger.Api.DatasetsAsync(Stop)).ShouldAllBe(dataset => !dataset.IsOwn);
        using var nobody = app.CreateClient();
        (await nobody.GetAsync(Routes.Datasets, Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task PreviewAndStatistics_ShowRowsAndHowValuesAreSpread()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        await owner.AddAsync("houses", Uploads.Houses);

        (await owner.Api.DatasetPreviewAsync("houses", Stop)).Profile.Rows[1].ShouldBe(["1", "Bonn", "101"]);
        var statistics = JsonElement.Parse(await owner.Http.GetStringAsync(Routes.DatasetStatistics("houses"), Stop));

        statistics.GetProperty("name").GetString().ShouldBe("houses@1");
        var town = statistics.GetProperty("profile").GetProperty("columns")[1];
        town.GetProperty("categories")[0].GetProperty("name").GetString().ShouldBe("Bonn");
        town.GetProperty("categories")[0].GetProperty("count").GetInt32().ShouldBe(40);
    }

    /// <summary>Who knows the digest of another's file has not got the file.</summary>
    [Fact]
    public async Task Digest_OfAnothersFile_IsNoWayToIt()
    {
        await using var app = await StartAppAsync();
        var (owner, thief) = (await app.CreateUserAsync(), await app.CreateUserAsync());
        await owner.AddAsync("houses", Uploads.Houses);
        var digest = Uploads.Digest(Uploads.Houses);

        (await thief.Api.DatasetUploadStateAsync(digest, Stop)).ShouldBe(new BlobState(false, 0));
        var refusal = await Should.ThrowAsync<ApiException>(thief.Api.AddDatasetAsync(new("stolen", [new("houses.csv", digest)]), Stop));
        refusal.Problem.Code.ShouldBe("file_missing");
        (await thief.Api.AppendDatasetUploadAsync(digest, 0, Encoding.UTF8.GetByteCount(Uploads.Houses), default, Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task Upload_BrokenOff_GoesOnWhereItStopped()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var bytes = Encoding.UTF8.GetBytes(Uploads.Houses);
        var digest = Uploads.Digest(Uploads.Houses);

        await owner.Api.AppendDatasetUploadAsync(digest, 0, bytes.Length, bytes.AsMemory(0, 100), Stop);
        (await owner.Api.DatasetUploadStateAsync(digest, Stop)).ShouldBe(new BlobState(false, 100));
        (await owner.Api.AppendDatasetUploadAsync(digest, 40, bytes.Length, bytes.AsMemory(40, 100), Stop)).ShouldBe(100);
        (await owner.Api.AppendDatasetUploadAsync(digest, 100, bytes.Length, bytes.AsMemory(100), Stop)).ShouldBe(bytes.Length);

        (await owner.Api.DatasetUploadStateAsync(digest, Stop)).ShouldBe(new BlobState(true, bytes.Length));
        (await owner.Api.AddDatasetAsync(new("houses", [new("houses.csv", digest)]), Stop)).Summary.Bytes.ShouldBe(bytes.Length);
    }

    [Theory]
    [InlineData("mnist", "a.csv", 400, "bad_name")]
    [InlineData("Houses", "a.csv", 400, "bad_name")]
    [InlineData("houses", "../a.csv", 400, "bad_files")]
    [InlineData("houses", "a.bin", 422, "unreadable_dataset")]
    public async Task Add_WithAWrongNameOrFile_SaysWhy(string name, string file, int status, string code)
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();
        var digest = await owner.UploadAsync(Uploads.Houses);

        var answer = await owner.Http.PostJsonAsync(Routes.Datasets, new AddDatasetRequest(name, [new(file, digest)]));

        await answer.ShouldBeProblemAsync((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task Add_ATableThatIsNotWhole_NamesTheLine()
    {
        await using var app = await StartAppAsync();
        var owner = await app.CreateUserAsync();

        var refusal = await Should.ThrowAsync<ApiException>(owner.AddAsync("houses", Uploads.Houses + "1,2\n", "houses.csv"));

        refusal.Problem.Code.ShouldBe("unreadable_dataset");
        refusal.Problem.Title.ShouldBe("houses.csv, line 62: there are 2 values, but 3 columns.");
        (await owner.Api.DatasetsAsync(Stop)).ShouldAllBe(dataset => !dataset.IsOwn);
    }

    [Fact]
    public async Task Upload_LargerThanTheServerTakes_IsRefusedAtItsFirstByte()
    {
        await using var app = await StartAppAsync(new() { ["ModelMine:LargestDatasetMiB"] = "1" });
        var owner = await app.CreateUserAsync();

        var refusal = await Should.ThrowAsync<ApiException>(owner.Api.AppendDatasetUploadAsync(Uploads.Digest("x"), 0, 1024 * 1024 + 1, new byte[1], Stop));

        refusal.Problem.Code.ShouldBe("dataset_too_large");
    }
}
