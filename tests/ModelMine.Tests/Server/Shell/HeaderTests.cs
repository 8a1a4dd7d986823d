namespace ModelMine.Tests.Server.Shell;

[Collection(nameof(SharedApp))]
public sealed class HeaderTests(SharedApp shared)
{
    private readonly TestApp _app = shared.App;

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/nothing")]
    [InlineData("/docs/")]
    [InlineData("/css/base.css")]
    [InlineData("/api/nodes")]
    [InlineData("/api/nothing")]
    public async Task EveryAnswer_TellsBrowsersToKeepToThisServer(string path)
    {
        var answer = await _app.CreateClient(_app.Web).GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("script-src 'self' 'unsafe-inline'");
        policy.ShouldNotContain("http");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    public async Task Pages_HaveNoScriptOfTheirOwnAndNothingFromElsewhere(string path)
    {
        var page = await _app.CreateClient(_app.Web).GetStringAsync(path);

        System.Text.RegularExpressions.Regex.IsMatch(page, "<script(?![^>]*src=)[^>]*>(?!\\s*</script>)").ShouldBeFalse();
        page.ShouldNotContain("src=\"http");
        page.ShouldNotContain("href=\"http");
    }
}
