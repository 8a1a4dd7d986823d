using System.Net;

namespace ModelMine.Tests.Server.Shell;

[Collection(nameof(SharedApp))]
public sealed class PortTests(SharedApp shared)
{
    private readonly TestApp _app = shared.App;

    [Theory]
    [InlineData("/api/nodes", 200, "application/json")]
    [InlineData("/nodes", 200, "application/json")]
    [InlineData("/ledger", 200, "application/json")]
    [InlineData("/", 200, "application/json")]
    [InlineData("/api", 200, "application/json")]
    [InlineData("/health", 200, "application/json")]
    [InlineData("/api/health/ready", 200, "application/json")]
    [InlineData("/jobs", 401, "application/problem+json")]
    [InlineData("/login", 404, "application/problem+json")]
    [InlineData("/openapi/v1.json", 200, "application/json")]
    [InlineData("/docs/", 200, "text/html")]
    public Task ApiPort_HasTheApiAtItsRootAndUnderApi(string path, int status, string type) => ShouldAnswerAsync(_app.Api, path, status, type);

    [Theory]
    [InlineData("/api/nodes", 200, "application/json")]
    [InlineData("/health", 200, "application/json")]
    [InlineData("/health/ready", 200, "application/json")]
    [InlineData("/api/jobs", 401, "application/problem+json")]
    [InlineData("/api/nothing", 404, "application/problem+json")]
    [InlineData("/openapi/v1.json", 200, "application/json")]
    [InlineData("/docs/", 200, "text/html")]
    [InlineData("/", 200, "text/html")]
    [InlineData("/login", 200, "text/html")]
    [InlineData("/nothing", 404, "text/html")]
    [InlineData("/css/base.css", 200, "text/css")]
    [InlineData("/_framework/blazor.web.js", 200, "text/javascript")]
    public Task WebPort_HasPagesAndTheApiUnderApi(string path, int status, string type) => ShouldAnswerAsync(_app.Web, path, status, type);

    [Theory]
    [InlineData("/hubs/live/negotiate?negotiateVersion=1")]
    [InlineData("/api/hubs/live/negotiate?negotiateVersion=1")]
    public async Task Hub_OnBothPorts_IsAtBothPaths(string path)
    {
        var user = await _app.CreateUserAsync();
        foreach (var port in new[] { _app.Web, _app.Api })
            (await user.Http.PostAsync(new Uri(port, path), null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ForeignHostName_OnLoopback_IsNotAnswered()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = "rebound.evil.example" } };

        (await _app.CreateClient(_app.Web).SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task ShouldAnswerAsync(Uri port, string path, int status, string type)
    {
        var answer = await _app.CreateClient(port).GetAsync(path);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }
}
