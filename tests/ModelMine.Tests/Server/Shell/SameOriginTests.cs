using System.Net;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Shell;

[Collection(nameof(SharedApp))]
public sealed class SameOriginTests(SharedApp shared)
{
    private readonly TestApp _app = shared.App;

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    [InlineData(null, "not an origin")]
    [InlineData("cross-site", "http://127.0.0.1:1")]
    public async Task Write_FromAnotherSite_IsRefusedAndDoesNothing(string? site, string? origin)
    {
        var user = await _app.CreateUserAsync();

        var answer = await SendAsync(user.Http, site, origin);

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "cross_site");
        (await user.Api.TokensAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("same-origin", null)]
    [InlineData("none", null)]
    [InlineData(null, "own")]
    [InlineData("same-origin", "own")]
    [InlineData(null, null)]
    public async Task Write_FromOwnPagesOrNoBrowser_IsTaken(string? site, string? origin)
    {
        var user = await _app.CreateUserAsync();

        var answer = await SendAsync(user.Http, site, origin == "own" ? _app.Web.GetLeftPart(UriPartial.Authority) : origin);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Write_FromTheOtherPortsPages_IsRefused()
    {
        var user = await _app.CreateUserAsync();

        await (await SendAsync(user.Http, "same-site", _app.Api.GetLeftPart(UriPartial.Authority))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "cross_site");
    }

    [Fact]
    public async Task Read_FromAnotherSite_IsHarmlessAndAnswered()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Routes.Nodes) { Headers = { { "Sec-Fetch-Site", "cross-site" } } };

        (await _app.CreateClient().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Write_WithABearerToken_IsExempt()
    {
        var user = await _app.CreateUserAsync();
        var token = await user.Api.CreateTokenAsync(new NewAccessToken("cli", CanWrite: true));
        var request = new HttpRequestMessage(HttpMethod.Post, Routes.EnrolmentCodes) { Headers = { { "Origin", "https://tool.example" } } };

        (await _app.CreateClient(token.Token).SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("_blazor")]
    [InlineData("hubs/live")]
    public async Task WebSocket_FromAnotherSite_IsRefused(string path)
    {
        var user = await _app.CreateUserAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_app.Web, path))
        {
            Headers = { { "Origin", "https://evil.example" }, { "Connection", "Upgrade" }, { "Upgrade", "websocket" } },
        };

        (await user.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, string? site, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Routes.AccessTokens)
        {
            Content = new StringContent("""{"name":"planted","canWrite":true}""", System.Text.Encoding.UTF8, "application/json"),
        };
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        return browser.SendAsync(request);
    }
}
