using System.Net;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Shell;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_DatabaseGone_Is503WithWordsWhileTheServerLives()
    {
        await using var app = await TestApp.StartAsync(storage: StorageProduct.Sqlite);
        var client = app.CreateClient();
        (await client.GetAsync("health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(app.DataFolder, "modelmine.db*")) File.Delete(file);

        var ready = await client.GetAsync("health/ready");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("database");
        (await client.GetAsync(Routes.Health)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
