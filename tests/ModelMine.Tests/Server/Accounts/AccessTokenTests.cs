using System.Net;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;

namespace ModelMine.Tests.Server.Accounts;

public abstract class AccessTokenTests(SharedApp shared)
{
    [Collection(nameof(SharedApp))]
    public sealed class OnSqlite(SharedApp shared) : AccessTokenTests(shared);

    [Collection(nameof(SharedPostgresApp))]
    public sealed class OnPostgres(SharedPostgresApp shared) : AccessTokenTests(shared);

    private readonly TestApp _app = shared.App;

    [Fact]
    public async Task ReadToken_OnAWrite_Is403WithWordsAndOnAReadSignsIn()
    {
        var user = await _app.CreateUserAsync();
        var token = await user.Api.CreateTokenAsync(new NewAccessToken("reader", CanWrite: false));
        var program = _app.CreateClient(token.Token);

        (await program.GetAsync(Routes.Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await program.PostAsync(Routes.EnrolmentCodes, null);

        (await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "read_only_token")).Detail.ShouldNotBeNull().ShouldContain("can write");
    }

    [Fact]
    public async Task WriteToken_OnAWrite_MayAsItsUser()
    {
        var user = await _app.CreateUserAsync();
        var token = await user.Api.CreateTokenAsync(new NewAccessToken(" cli ", CanWrite: true));

        token.Token.ShouldMatch("^mm_pat_[0-9a-z]{40}$");
        token.Info.Name.ShouldBe("cli");
        (await _app.CreateClient(token.Token).PostAsync(Routes.EnrolmentCodes, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RevokedToken_FromThenOn_Is401()
    {
        var user = await _app.CreateUserAsync();
        var token = await user.Api.CreateTokenAsync(new NewAccessToken("lost laptop", CanWrite: true));
        var program = _app.CreateClient(token.Token);
        (await program.GetAsync(Routes.Me)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await user.Api.RevokeTokenAsync(token.Info.Id);

        var refused = await program.GetAsync(Routes.Me);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_token");
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await user.Api.TokensAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Revoke_AnothersToken_Is404AndItStillWorks()
    {
        var owner = await _app.CreateUserAsync();
        var other = await _app.CreateUserAsync();
        var token = await owner.Api.CreateTokenAsync(new NewAccessToken("mine", CanWrite: true));

        var answer = await other.Http.DeleteAsync($"{Routes.AccessTokens}/{token.Info.Id}");

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        (await other.Api.TokensAsync()).ShouldBeEmpty();
        (await _app.CreateClient(token.Token).GetAsync(Routes.Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Create_ByAToken_Is403()
    {
        var user = await _app.CreateUserAsync();
        var token = await user.Api.CreateTokenAsync(new NewAccessToken("parent", CanWrite: true));

        var answer = await _app.CreateClient(token.Token).PostJsonAsync(Routes.AccessTokens, new NewAccessToken("child", CanWrite: true));

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "session_needed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890")]
    public async Task Create_UnusableName_SaysWhere(string name)
    {
        var user = await _app.CreateUserAsync();

        var answer = await user.Http.PostJsonAsync(Routes.AccessTokens, new NewAccessToken(name, CanWrite: false));

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_body")).Errors!.Single().Path.ShouldBe("$.name");
    }

    [Fact]
    public async Task Use_NotesTheMinute()
    {
        var user = await _app.CreateUserAsync();
        var token = await user.Api.CreateTokenAsync(new NewAccessToken("cli", CanWrite: false));
        token.Info.LastUsedAt.ShouldBeNull();

        for (var i = 0; i < 5; i++) (await _app.CreateClient(token.Token).GetAsync(Routes.Me)).EnsureSuccessStatusCode();

        // Nobody waits for that write; but it stands in the queue before this one.
        await _app.Get<GroupCommit>().WriteAsync(scope => scope.NowAsync());
        var used = (await user.Api.TokensAsync()).Single().LastUsedAt.ShouldNotBeNull();
        used.Second.ShouldBe(0);
        used.ShouldBeGreaterThan(token.Info.CreatedAt.AddMinutes(-1));
    }

    [Theory]
    [InlineData("mm_pat_0000000000000000000000000000000000000000")]
    [InlineData("mm_node_0000000000000000000000000000000000000000")]
    [InlineData("something else")]
    public async Task UnknownBearer_BesideAGoodCookie_Is401(string bearer)
    {
        var user = await _app.CreateUserAsync();
        user.Http.DefaultRequestHeaders.Authorization = new("Bearer", bearer);

        await (await user.Http.GetAsync(Routes.Me)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task NodeToken_OnAUsersRoute_Is403AndViceVersa()
    {
        var user = await _app.CreateUserAsync();
        var node = await _app.CreateNodeAsync(user);

        await (await node.Http.GetAsync(Routes.Me)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await user.Http.PostJsonAsync(Routes.Claim, new ClaimRequest("s1", 1, 1000, 0))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }
}
