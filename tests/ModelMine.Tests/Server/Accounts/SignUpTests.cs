using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;

namespace ModelMine.Tests.Server.Accounts;

public sealed class SignUpTests
{
    [Fact]
    public async Task SignUp_NewAddress_SignsInAndGrantsTokens()
    {
        await using var app = await TestApp.StartAsync();
        var user = await app.CreateUserAsync("Ada.Lovelace@Example.org");

        var me = await user.Api.MeAsync();

        me.ShouldBe(new AccountView(user.Id, "Ada.Lovelace@Example.org", 1000));
        (await user.Api.WalletAsync()).Transfers.ShouldHaveSingleItem().Cause.ShouldBe("GRANT");
    }

    [Fact]
    public async Task SignUp_SameAddressEightTimesAtOnce_MakesOneAccountAndOneGrant()
    {
        await using var app = await TestApp.StartAsync();
        var clients = Enumerable.Range(0, 8).Select(_ => app.CreateClient()).ToList();

        var answers = await Task.WhenAll(clients.Select((client, i) =>
            client.PostJsonAsync(Routes.SignUp, new Credentials(i % 2 == 0 ? "eve@example.org" : "EVE@example.org", "a quiet green river"))));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
            await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "email_taken");
        await using var database = await app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync();
        await Invariants.ShouldHoldAsync(database);
        (await database.Transfers.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("not an address", "a quiet green river", "invalid_email")]
    [InlineData("eve@example.org", "short", "weak_password")]
    [InlineData("eve@example.org", "Password123", "common_password")]
    [InlineData("eve@example.org", "eve@example.org", "common_password")]
    public async Task SignUp_UnusableCredentials_SaysWhichAndWhy(string email, string password, string code)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.CreateClient().PostJsonAsync(Routes.SignUp, new Credentials(email, password));

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code)).Errors.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SignUp_BothUnusable_SaysBothAtOnce()
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.CreateClient().PostJsonAsync(Routes.SignUp, new Credentials("", ""));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_email");
        problem.Errors!.Select(e => e.Path).ShouldBe(["$.email", "$.password"]);
    }

    [Fact]
    public async Task AtRest_OnlyABcryptHashOfThePasswordAndAHashOfTheToken()
    {
        await using var app = await TestApp.StartAsync();
        const string password = "Xq7-plaintext-canary-93";
        var user = await app.CreateUserAsync(password: password);
        var token = (await user.Api.CreateTokenAsync(new NewAccessToken("cli", CanWrite: true))).Token;

        await using (var database = await app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync())
        {
            var hash = (await database.Users.AsNoTracking().SingleAsync()).PasswordHash;
            hash.ShouldNotBeNull().ShouldMatch(@"^\$2[ab]\$11\$[./A-Za-z0-9]{53}$");
        }

        foreach (var file in Directory.EnumerateFiles(app.DataFolder, "*", SearchOption.AllDirectories))
        {
            var bytes = await ReadSharedAsync(file);
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(password)).ShouldBe(-1, file);
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)).ShouldBe(-1, file);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
