using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Network;

public sealed class MaintenanceVerbsTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("attic", false, "DRAIN")]
    [InlineData("node_1", true, "NOW")]
    public async Task Drain_NamesTheNodeByNameOrId_AndSaysHowToUndo(string name, bool now, string mode)
    {
        await using var server = await FakeServer.StartAsync(api =>
        {
            api.MapGet("nodes", () => Results.Json(new[] { Samples.Node() with { MaintenanceVersion = 3 } }, ModelMineJson.Options));
            api.MapPost("nodes/{id}/maintenance", () => Results.Json(new MaintenanceState(MaintenanceMode.Drain, 4), ModelMineJson.Options));
        });

        var run = await _cli.RunAsync(["nodes", "drain", name, .. now ? new[] { "--now" } : [], "--server", server.Address.AbsoluteUri]);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("nodes resume node_1");
        var request = server.Requests.Single(request => request.Line.EndsWith("nodes/node_1/maintenance", StringComparison.Ordinal));
        request.Json.GetProperty("mode").GetString().ShouldBe(mode);
        request.Headers["If-Match"].ShouldBe("\"3\"");
    }

    [Fact]
    public async Task Resume_OfWhatWasChangedSince_SaysSo()
    {
        await using var server = await FakeServer.StartAsync(api =>
        {
            api.MapGet("nodes", () => Results.Json(new[] { Samples.Node() }, ModelMineJson.Options));
            api.MapDelete("nodes/{id}/maintenance", () => FakeServer.Refuse(412, "Since you looked, this node was put into maintenance."));
        });

        var run = await _cli.RunAsync("nodes", "resume", "attic", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("Since you looked");
    }

    [Fact]
    public async Task Resume_UnknownNode_IsNotFound()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("nodes", () => Results.Json(new[] { Samples.Node() }, ModelMineJson.Options)));

        var run = await _cli.RunAsync("nodes", "resume", "cellar", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.NotFound);
        run.Error.ShouldContain("There is no node \"cellar\".");
    }
}
