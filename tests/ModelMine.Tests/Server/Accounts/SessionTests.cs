using System.Net;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Accounts;

public sealed class SessionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-session-").FullName;

    [Fact]
    public async Task Cookie_OutlivesRestartsAndEndsFourteenDaysAfterItsLastUse()
    {
        string cookie;
        await using (var app = await StartAsync(days: 0))
        {
            var answer = await app.CreateClient().PostJsonAsync(Routes.SignUp, new Credentials("ada@example.org", TestUser.DefaultPassword));
            cookie = CookieOf(answer).ShouldNotBeNull();
        }

        await using (var app = await StartAsync(days: 13.9))
        {
            var me = await GetMeAsync(app, cookie);
            me.StatusCode.ShouldBe(HttpStatusCode.OK);
            cookie = CookieOf(me).ShouldNotBeNull("a session that is used is prolonged");
            await (await GetMeAsync(app, $"{cookie}x")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "not_signed_in");
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(Path.Combine(_folder, "keys")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await using (var app = await StartAsync(days: 13.9 + 14.1))
            (await GetMeAsync(app, cookie)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Lockout_AfterItsFiveMinutes_Ends()
    {
        var time = new FakeTimeProvider(Start);
        await using var app = await TestApp.StartAsync(time: time, dataFolder: _folder);
        var user = await app.CreateUserAsync();
        var browser = app.CreateClient();
        for (var i = 0; i < 5; i++) await browser.PostJsonAsync(Routes.Login, new Credentials(user.Email, "guess"));

        time.Advance(TimeSpan.FromMinutes(4.9));
        (await browser.PostJsonAsync(Routes.Login, new Credentials(user.Email, user.Password))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        time.Advance(TimeSpan.FromMinutes(0.2));

        (await browser.PostJsonAsync(Routes.Login, new Credentials(user.Email, user.Password))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<TestApp> StartAsync(double days) => TestApp.StartAsync(time: new FakeTimeProvider(Start + TimeSpan.FromDays(days)), dataFolder: _folder);

    private static string? CookieOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single().Split(';')[0] : null;

    private static Task<HttpResponseMessage> GetMeAsync(TestApp app, string cookie)
    {
        var browser = app.CreateClient();
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        return browser.GetAsync(Routes.Me);
    }
}
