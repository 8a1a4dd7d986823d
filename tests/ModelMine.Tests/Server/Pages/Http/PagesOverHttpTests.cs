using System.Net;
using System.Text.RegularExpressions;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Server.Pages.Http;

/// <summary>The first HTML of each page, as a browser without a script gets it from a real server.</summary>
public sealed partial class PagesOverHttpTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Pages_ForAnyone_ComeWholeWithNoScriptOfTheirOwn()
    {
        using var browser = _app.CreateClient(_app.Web);
        foreach (var (path, words) in new[]
        {
            ("/", "Train models on the machines that people already have"), ("/login", "Sign in"), ("/signup", "At least 8 characters"),
            ("/network", "No machine has joined yet"), ("/ledger", "No blocks yet"),
        })
        {
            var html = await browser.GetStringAsync(path, Stop);

            html.ShouldContain(words);
            InlineScript().IsMatch(html).ShouldBeFalse($"{path} holds a script of its own, which the content security policy forbids");
            Elsewhere().Matches(html).Select(match => match.Value).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Assets_ThatThePagesName_AreThere()
    {
        using var browser = _app.CreateClient(_app.Web);
        var html = await browser.GetStringAsync("/", Stop);

        var assets = Asset().Matches(html).Select(match => match.Groups[1].Value).Distinct().ToList();

        assets.Count.ShouldBeGreaterThan(10);
        foreach (var asset in assets)
            (await browser.GetAsync($"/{asset.TrimStart('/')}", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK, asset);
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/submit-job")]
    [InlineData("/jobs/job_0000000000000000")]
    [InlineData("/datasets")]
    [InlineData("/datasets/houses")]
    [InlineData("/wallet")]
    [InlineData("/settings/tokens")]
    public async Task OwnPages_WithoutASession_LeadToSignIn(string path)
    {
        using var browser = _app.CreateClient(_app.Web);

        var answer = await browser.GetAsync(path, Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldContain($"/login?returnUrl={Uri.EscapeDataString(path)}", Case.Insensitive);
    }

    [Fact]
    public async Task JobPage_OfSomebodyElse_IsNotThere()
    {
        var owner = await _app.CreateUserAsync();
        var other = await _app.CreateUserAsync();
        var job = await owner.Api.SubmitAsync(
            new SubmitJobRequest { Title = "Mine alone", Config = ExampleConfigs.All[0].Config }, null, Stop);
        var path = new Uri(_app.Web, $"/jobs/{job.Id}");

        var own = await owner.Http.GetAsync(path, Stop);
        var foreign = await other.Http.GetAsync(path, Stop);

        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await own.Content.ReadAsStringAsync(Stop)).ShouldContain("Mine alone");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await foreign.Content.ReadAsStringAsync(Stop)).ShouldNotContain("Mine alone");
    }

    [Fact]
    public async Task Dashboard_OfOneUser_HoldsTheirJobsOnly()
    {
        var one = await _app.CreateUserAsync();
        var other = await _app.CreateUserAsync();
        await one.Api.SubmitAsync(new SubmitJobRequest { Title = "Of the one", Config = ExampleConfigs.All[0].Config }, null, Stop);
        await other.Api.SubmitAsync(new SubmitJobRequest { Title = "Of the other", Config = ExampleConfigs.All[0].Config }, null, Stop);

        var html = await one.Http.GetStringAsync(new Uri(_app.Web, "/dashboard"), Stop);

        html.ShouldContain("Of the one");
        html.ShouldNotContain("Of the other");
    }

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=""|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"(?:src|href)=""(?:https?:)?//[^""]*""", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"<(?:script|link)[^>]*?(?:src|href)=""([^""]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Asset();
}
