using System.Net;
using System.Text.RegularExpressions;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Accounts;

/// <summary>The sign-in pages as a browser without scripts uses them.</summary>
[Collection(nameof(SharedApp))]
public sealed partial class AccountFormTests(SharedApp shared)
{
    private readonly TestApp _app = shared.App;

    [Fact]
    public async Task SignUpForm_NewAddress_SignsInAndGoesToTheDashboard()
    {
        var browser = Browser();

        var answer = await SendAsync(browser, "signup", new() { ["email"] = "form@example.org", ["password"] = TestUser.DefaultPassword });

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/dashboard");
        (await browser.GetAsync($"/api/{Routes.Me}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task LoginForm_WrongPassword_GoesBackWithTheReasonAndWhatWasTyped()
    {
        var answer = await SendAsync(
            Browser(), "login", new() { ["email"] = "who+is@example.org", ["password"] = "not the password", ["returnUrl"] = "/submit-job?x=1" });

        answer.Headers.Location!.OriginalString.ShouldBe("/login?error=invalid_credentials&email=who%2Bis@example.org&returnUrl=%2Fsubmit-job%3Fx%3D1");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/jobs/job_1?tab=log", "/jobs/job_1?tab=log")]
    [InlineData("https://evil.example/", "/dashboard")]
    [InlineData("//evil.example/", "/dashboard")]
    [InlineData("/\\evil.example/", "/dashboard")]
    [InlineData("/\t/evil.example/", "/dashboard")]
    [InlineData("javascript:alert(1)", "/dashboard")]
    public async Task LoginForm_ReturnUrl_IsFollowedOnlyWithinThisServer(string returnUrl, string expected)
    {
        var user = await _app.CreateUserAsync();

        var answer = await SendAsync(
            Browser(), "login", new() { ["email"] = user.Email, ["password"] = user.Password, ["returnUrl"] = returnUrl });

        answer.Headers.Location!.OriginalString.ShouldBe(expected);
    }

    [Fact]
    public async Task LoginForm_WithoutItsToken_SignsNobodyIn()
    {
        var user = await _app.CreateUserAsync();

        var answer = await Browser().PostAsync(
            "/account/login", new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = user.Email, ["password"] = user.Password }));

        answer.Headers.Location!.OriginalString.ShouldStartWith("/login?error=expired");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task LogoutForm_SignedIn_EndsTheSession()
    {
        var user = await _app.CreateUserAsync();
        var browser = Browser();
        await SendAsync(browser, "login", new() { ["email"] = user.Email, ["password"] = user.Password });

        var answer = await SendAsync(browser, "logout", [], from: "/");

        answer.Headers.Location!.OriginalString.ShouldBe("/");
        (await browser.GetAsync($"/api/{Routes.Me}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private HttpClient Browser() => _app.CreateClient(_app.Web);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string form, Dictionary<string, string> fields, string? from = null)
    {
        var page = await browser.GetStringAsync(from ?? $"/{form}");
        fields["__RequestVerificationToken"] = AntiforgeryToken().Match(page).Groups["token"].Value;
        return await browser.PostAsync($"/account/{form}", new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""")]
    private static partial Regex AntiforgeryToken();
}
