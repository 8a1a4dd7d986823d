using System.Net;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using static BCrypt.Net.BCrypt;

namespace ModelMine.Tests.Server.Accounts;

public abstract class SignInTests(SharedApp shared)
{
    [Collection(nameof(SharedApp))]
    public sealed class OnSqlite(SharedApp shared) : SignInTests(shared);

    [Collection(nameof(SharedPostgresApp))]
    public sealed class OnPostgres(SharedPostgresApp shared) : SignInTests(shared);

    private readonly TestApp _app = shared.App;

    [Fact]
    public async Task Login_RightPassword_GivesTheAccountAndAGuardedCookie()
    {
        var user = await _app.CreateUserAsync();

        var answer = await _app.CreateClient().PostJsonAsync(Routes.Login, new Credentials($" {user.Email.ToUpperInvariant()} ", user.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("modelmine=");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldContain("expires=", Case.Insensitive);
    }

    [Fact]
    public async Task Login_WrongPasswordOrUnknownAddress_AnswersAlike()
    {
        var user = await _app.CreateUserAsync();

        var wrong = await TryAsync(user.Email, "not the password");
        var unknown = await TryAsync("nobody@example.org", "not the password");

        var first = await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        var second = await unknown.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        (second with { TraceId = first.TraceId }).ShouldBe(first);
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Login_FiveWrongPasswords_LockTheAddressOutWhetherItHasAnAccountOrNot(bool hasAccount)
    {
        var email = hasAccount ? (await _app.CreateUserAsync()).Email : "ghost@example.org";
        for (var i = 1; i <= 4; i++) await (await TryAsync(email, $"guess {i}")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");

        var fifth = await TryAsync(email, "guess 5");
        var right = await TryAsync(email, TestUser.DefaultPassword);

        foreach (var refused in new[] { fifth, right })
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "locked_out");
            refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 300);
        }
    }

    [Fact]
    public async Task Login_GuessesInParallel_AreAllCounted()
    {
        var user = await _app.CreateUserAsync();

        var guesses = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAsync(user.Email, $"guess {i}")));

        guesses.Count(g => g.StatusCode == HttpStatusCode.Unauthorized).ShouldBeLessThanOrEqualTo(4 + (8 / 5));
        await (await TryAsync(user.Email, user.Password)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "locked_out");
    }

    [Fact]
    public async Task Login_RightPasswordBetweenWrongOnes_CountsAnew()
    {
        var user = await _app.CreateUserAsync();

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 3; i++) await TryAsync(user.Email, "guess");
            (await TryAsync(user.Email, user.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Login_HashOfALowerWorkFactor_IsRenewed()
    {
        var user = await _app.CreateUserAsync();
        var weak = EnhancedHashPassword(user.Password, 4);
        await _app.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"UPDATE users SET password_hash = {weak} WHERE id = {user.Id}"));

        (await TryAsync(user.Email, user.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var database = await _app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync();
        var hash = (await database.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id)).PasswordHash!;
        hash.ShouldStartWith("$2a$11$");
        EnhancedVerify(user.Password, hash).ShouldBeTrue();
    }

    [Fact]
    public async Task Login_PasswordsThatDifferAfter72Bytes_AreTwoPasswords()
    {
        var common = new string('x', 80);
        var user = await _app.CreateUserAsync(password: $"{common}one");

        (await TryAsync(user.Email, $"{common}two")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TryAsync(user.Email, $"{common}one")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logout_SignedIn_EndsTheSession()
    {
        var user = await _app.CreateUserAsync();

        await user.Api.LogoutAsync();

        await (await user.Http.GetAsync(Routes.Me)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "not_signed_in");
    }

    private Task<HttpResponseMessage> TryAsync(string email, string password) =>
        _app.CreateClient().PostJsonAsync(Routes.Login, new Credentials(email, password));
}
