using ModelMine.SystemTests.Harness;
using ModelMine.Tests.Servers;

namespace ModelMine.SystemTests.Cluster;

/// <summary>A server of a cluster whose own clock is wrong by minutes says so at once, in place of being thrown out again and again.</summary>
public sealed class ServerClockTests
{
    [Theory]
    [InlineData("-7m", "behind")]
    [InlineData("+7m", "ahead of")]
    public async Task ServerWhoseClockIsMinutesWrong_SaysSo_AndDoesNotStart(string wrongBy, string words)
    {
        await using var postgres = await PostgresServer.StartAsync("fsync=off");
        await using var redis = await RedisServer.StartAsync();
        using var folder = new TestFolder();
        await using var server = RealProcess.Start(Programs.Server, [], new Dictionary<string, string>(FakeTime.Environment(wrongBy))
        {
            ["ModelMine__DataFolder"] = folder.Path, ["ModelMine__BlobFolder"] = folder.Path, ["ModelMine__Storage"] = "postgres",
            ["ModelMine__Postgres"] = postgres.ConnectionString(await postgres.CreateDatabaseAsync()),
            ["ModelMine__Cluster"] = "redis", ["ModelMine__Redis"] = redis.Configuration,
        });

        (await server.ExitAsync()).ShouldBe(6, server.Output);

        server.Output.ShouldMatch($"This machine's clock is 4[12][0-9] s {words} the database's\\.");
        server.Output.ShouldContain("Set it right, for instance with NTP, and start the server again.");
        server.Output.ShouldNotContain("   at ");
    }
}
