using System.Net;
using System.Net.Sockets;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

using ModelMine.Cli.Shell;

namespace ModelMine.Tests.Cli.Shell;

public sealed class ExitCodeTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(400, ExitCode.Usage)]
    [InlineData(401, ExitCode.NotSignedIn)]
    [InlineData(402, ExitCode.Refused)]
    [InlineData(403, ExitCode.NotSignedIn)]
    [InlineData(404, ExitCode.NotFound)]
    [InlineData(409, ExitCode.Refused)]
    [InlineData(422, ExitCode.Usage)]
    [InlineData(429, ExitCode.Refused)]
    [InlineData(500, ExitCode.Unreachable)]
    [InlineData(503, ExitCode.Unreachable)]
    public async Task Run_ServerSaysNo_ExitCodeTellsWhy(int status, int expected)
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("wallet", () => FakeServer.Refuse(status, "No.")));
        _cli.Variables["MODELMINE_SERVER"] = server.Address.AbsoluteUri;

        var forPeople = await _cli.RunAsync("wallet");
        var forPrograms = await _cli.RunAsync("wallet", "--json");

        forPeople.Code.ShouldBe(expected);
        forPeople.Error.ShouldStartWith("error: No.");
        forPrograms.Code.ShouldBe(expected);
        forPrograms.Out.ShouldBeEmpty();
        JsonDocument.Parse(forPrograms.Error).RootElement.GetProperty("status").GetInt32().ShouldBe(status);
    }

    [Fact]
    public async Task Run_NotSignedIn_SaysHowToSignIn()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("wallet", () => Results.StatusCode(401)));

        var run = await _cli.RunAsync("wallet", "--server", server.Address.AbsoluteUri);

        run.Error.ShouldContain($"modelmine login --server {server.Address.AbsoluteUri.TrimEnd('/')}");
    }

    [Fact]
    public async Task Run_NobodyListens_SaysThatTheServerCannotBeReached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var run = await _cli.RunAsync("network", "--server", $"http://127.0.0.1:{port}");

        run.Code.ShouldBe(ExitCode.Unreachable);
        run.Error.ShouldContain($"http://127.0.0.1:{port}");
        run.Error.ShouldContain("./modelmine up");
    }

    [Fact]
    public async Task Run_SomethingElseAnswers_SaysSoInsteadOfCrashing()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("network", () => Results.Content("<html>", "text/html")));

        var run = await _cli.RunAsync("network", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Unreachable);
        run.Error.ShouldContain("does not understand");
    }
}
