using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Accounts;

public sealed class SignInTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("login")]
    [InlineData("signup")]
    public async Task SignIn_KeepsATokenThatLaterVerbsShow(string verb)
    {
        await using var server = await StartAsync();

        var signIn = await _cli.RunWithInputAsync("secret word\n", verb, "--email", "a@b.c", "--password-stdin", "--server", server.Address.AbsoluteUri);
        var wallet = await _cli.RunAsync("wallet");

        signIn.Code.ShouldBe(ExitCode.Success, signIn.Error);
        signIn.Out.ShouldNotContain("mm_pat_");
        wallet.Code.ShouldBe(ExitCode.Success, wallet.Error);
        server.Requests.First().Json.GetProperty("password").GetString().ShouldBe("secret word");
        server.Requests.Single(request => request.Line == "POST /api/auth/tokens").Headers["Cookie"].ShouldContain("session=1");
        server.Requests.Last().Headers["Authorization"].ShouldBe("Bearer mm_pat_secret");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(_cli.PathOf(".config/modelmine/credentials.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task StoredToken_OtherServer_IsNotShownToIt()
    {
        await using var server = await StartAsync();
        await using var other = await StartAsync();
        await _cli.RunWithInputAsync("secret word\n", "login", "--email", "a@b.c", "--password-stdin", "--server", server.Address.AbsoluteUri);

        await _cli.RunAsync("wallet", "--server", other.Address.AbsoluteUri);

        other.Requests.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task Variables_OverrideWhatIsStored()
    {
        await using var server = await StartAsync();
        _cli.Variables["MODELMINE_SERVER"] = server.Address.AbsoluteUri;
        _cli.Variables["MODELMINE_TOKEN"] = "mm_pat_other";

        await _cli.RunAsync("wallet");

        server.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer mm_pat_other");
    }

    [Fact]
    public async Task Logout_RevokesTheTokenAndForgetsIt()
    {
        await using var server = await StartAsync();
        await _cli.RunWithInputAsync("secret word\n", "login", "--email", "a@b.c", "--password-stdin", "--server", server.Address.AbsoluteUri);

        var run = await _cli.RunAsync("logout");
        var again = await _cli.RunAsync("logout");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        server.Requests.Last().Line.ShouldBe("DELETE /api/auth/tokens/pat_1");
        File.Exists(_cli.PathOf(".config/modelmine/credentials.json")).ShouldBeFalse();
        again.Code.ShouldBe(ExitCode.NotSignedIn);
    }

    [Fact]
    public async Task Login_WrongPassword_SaysWhatTheServerSays()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapPost("auth/login", () => FakeServer.Refuse(401, "Wrong e-mail address or password.")));

        var run = await _cli.RunWithInputAsync("x\n", "login", "--email", "a@b.c", "--password-stdin", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.NotSignedIn);
        run.Error.ShouldContain("Wrong e-mail address or password.");
    }

    [Fact]
    public async Task Login_NobodyToAsk_SaysWhichOptionsToPass()
    {
        (await _cli.RunAsync("login")).Error.ShouldContain("--email");
        (await _cli.RunAsync("login", "--email", "a@b.c")).Error.ShouldContain("--password-stdin");
    }

    private static Task<FakeServer> StartAsync() => FakeServer.StartAsync(api =>
    {
        foreach (var path in new[] { "auth/login", "auth/signup" })
        {
            api.MapPost(path, (HttpContext context) =>
            {
                context.Response.Cookies.Append("session", "1");
                return new AccountView("usr_1", "a@b.c", 1000);
            });
        }

        api.MapPost("auth/tokens", () => new CreatedAccessToken(
            "mm_pat_secret", new AccessTokenView { Id = "pat_1", Name = "x", CanWrite = true, CreatedAt = DateTimeOffset.UnixEpoch }));
        api.MapPost("auth/logout", () => Results.NoContent());
        api.MapDelete("auth/tokens/{id}", () => Results.NoContent());
        api.MapGet("wallet", () => new WalletView(1000, 0, []));
    });
}
