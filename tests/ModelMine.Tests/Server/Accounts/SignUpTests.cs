using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Accounts;

public abstract class SignUpTests(SharedApp shared)
{
    [Collection(nameof(SharedApp))]
    public sealed class OnSqlite(SharedApp shared) : SignUpTests(shared);

    [Collection(nameof(SharedPostgresApp))]
    public sealed class OnPostgres(SharedPostgresApp shared) : SignUpTests(shared);

    private readonly TestApp _app = shared.App;

    [Fact]
    public async Task SignUp_NewAddress_SignsInAndGrantsTokens()
    {
        var user = await _app.CreateUserAsync("Ada.Lovelace@Example.org");

        var me = await user.Api.MeAsync();

        me.ShouldBe(new AccountView(user.Id, "Ada.Lovelace@Example.org", 1000));
        (await user.Api.WalletAsync()).Transfers.ShouldHaveSingleItem().Cause.ShouldBe("GRANT");
    }

    [Fact]
    public async Task SignUp_SameAddressEightTimesAtOnce_MakesOneAccountAndOneGrant()
    {
        var clients = Enumerable.Range(0, 8).Select(_ => _app.CreateClient()).ToList();

        var answers = await Task.WhenAll(clients.Select((client, i) =>
            client.PostJsonAsync(Routes.SignUp, new Credentials(i % 2 == 0 ? "eve@example.org" : "EVE@example.org", "a quiet green river"))));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
            await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "email_taken");
        await using var database = await _app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync();
        await Invariants.ShouldHoldAsync(database);
        (await database.Users.CountAsync(u => u.NormalizedEmail == "EVE@EXAMPLE.ORG")).ShouldBe(1);
        (await database.Transfers.CountAsync(t => t.Cause == "GRANT")).ShouldBe(await database.Users.CountAsync());
    }

    [Theory]
    [InlineData("not an address", "a quiet green river", "invalid_email")]
    [InlineData("new@example.org", "short", "weak_password")]
    [InlineData("new@example.org", "Password123", "common_password")]
    [InlineData("new@example.org", "new@example.org", "common_password")]
    public async Task SignUp_UnusableCredentials_SaysWhichAndWhy(string email, string password, string code)
    {
        var answer = await _app.CreateClient().PostJsonAsync(Routes.SignUp, new Credentials(email, password));

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code)).Errors.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SignUp_BothUnusable_SaysBothAtOnce()
    {
        var answer = await _app.CreateClient().PostJsonAsync(Routes.SignUp, new Credentials("", ""));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_email");
        problem.Errors!.Select(e => e.Path).ShouldBe(["$.email", "$.password"]);
    }

    [Fact]
    public async Task AtRest_OnlyABcryptHashOfThePasswordAndAHashOfTheToken()
    {
        // What SQLite writes can be read through; PostgreSQL is sent the same.
        await using var app = await TestApp.StartAsync(storage: StorageProduct.Sqlite);
        const string password = "Xq7-plaintext-canary-93";
        var user = await app.CreateUserAsync(password: password);
        var token = (await user.Api.CreateTokenAsync(new NewAccessToken("cli", CanWrite: true))).Token;

        await using (var database = await app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync())
        {
            var hash = (await database.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id)).PasswordHash;
            hash.ShouldNotBeNull().ShouldMatch(@"^\$2[ab]\$11\$[./A-Za-z0-9]{53}$");
        }

        var files = Directory.GetFiles(app.DataFolder, "*", SearchOption.AllDirectories);
        files.ShouldContain(file => file.EndsWith("modelmine.db-wal", StringComparison.Ordinal));
        var found = 0;
        foreach (var file in files)
        {
            var bytes = await ReadSharedAsync(file);
            Holds(bytes, password).ShouldBeFalse(file);
            Holds(bytes, token).ShouldBeFalse(file);
            if (Holds(bytes, user.Email)) found++;
        }

        found.ShouldBeGreaterThan(0, "the search must be able to find what is there");
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
