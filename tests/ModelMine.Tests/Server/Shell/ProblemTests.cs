using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Core.Contracts;
using ModelMine.Server.Tokens;

namespace ModelMine.Tests.Server.Shell;

[Collection(nameof(SharedApp))]
public sealed class ProblemTests(SharedApp shared)
{
    private readonly TestApp _app = shared.App;

    [Theory]
    [InlineData("""{"email":"a@b.c","password":}""", "invalid_json", "$.password")]
    [InlineData("""{"email":"a@b.c",""", "invalid_json", "$")]
    [InlineData("""{"email":"a@b.c"}""", "invalid_body", "$.password")]
    [InlineData("""{"email":"a@b.c","password":null}""", "invalid_body", "$.password")]
    [InlineData("""{"email":"a@b.c","password":7}""", "invalid_body", "$.password")]
    [InlineData("""[]""", "invalid_body", "$")]
    [InlineData("""null""", "no_body", null)]
    [InlineData("", "no_body", null)]
    public async Task Body_Unreadable_Is400AndNamesThePlace(string body, string code, string? path)
    {
        var answer = await PostAsync(Routes.Login, body);

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code);
        problem.Errors?.Single().Path.ShouldBe(path);
        problem.Detail.ShouldNotBeNullOrWhiteSpace();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("System.");
    }

    [Fact]
    public async Task Body_NumberAsText_SaysWhatIsTaken()
    {
        var user = await _app.CreateUserAsync();
        var body = $$"""{"title":"A job","config":{{World.AnyConfig}},"tokenStake":"many"}""";

        var answer = await user.Http.PostAsync(Routes.Jobs, new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_body");
        problem.Errors!.Single().ShouldBe(new ProblemItem("$.tokenStake", "takes a whole number"));
    }

    [Fact]
    public async Task Parameter_Unknown_ListsWhatIsAllowed()
    {
        var user = await _app.CreateUserAsync();

        var problem = await (await user.Http.GetAsync("jobs?status=DONE")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_parameter");

        problem.Errors!.Single().Path.ShouldBe("status");
        problem.Errors!.Single().Allowed.ShouldBe(["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELED"]);
    }

    [Fact]
    public async Task Body_NotJson_Is415() =>
        await (await _app.CreateClient().PostAsync(Routes.Login, new StringContent("email=a", Encoding.UTF8, "text/plain")))
            .ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "not_json");

    [Fact]
    public async Task Body_OverAMegabyte_Is413() =>
        await (await PostAsync(Routes.Login, $$"""{"email":"{{new string('x', 1_100_000)}}","password":"y"}"""))
            .ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");

    [Fact]
    public async Task Path_Unknown_Is404() =>
        await (await _app.CreateClient().GetAsync("no/such/thing")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");

    [Fact]
    public async Task Method_Other_Is405AndNamesThoseThatAre()
    {
        var answer = await _app.CreateClient().DeleteAsync(Routes.Nodes);

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        answer.Content.Headers.Allow.ShouldContain("GET");
        problem.Detail.ShouldNotBeNull().ShouldContain("GET");
    }

    [Fact]
    public async Task Fault_InTheServer_Is500WithAnIdAndWithoutInternals()
    {
        await using var app = await TestApp.StartAsync(
            services: services => services.AddSingleton<WalletQueries>(_ => throw new InvalidOperationException("connection string with a secret")));
        var user = app.CreateClient();
        (await user.PostJsonAsync(Routes.SignUp, new Credentials("ada@example.org", TestUser.DefaultPassword))).EnsureSuccessStatusCode();

        var answer = await user.GetAsync(Routes.Wallet);

        await answer.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal_error");
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldNotContain("secret");
        body.ShouldNotContain(" at ");
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        _app.CreateClient().PostAsync(path, new StringContent(body, new MediaTypeHeaderValue("application/json")));
}
