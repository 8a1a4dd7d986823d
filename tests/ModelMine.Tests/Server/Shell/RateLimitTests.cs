using System.Net;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Shell;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Passwords_TooManyFromOneAddress_Are429ForProgramsAndWordsForPeople()
    {
        await using var app = await TestApp.StartAsync(new() { ["ModelMine:RateLimits:AuthPerMinute"] = "3" });
        var client = app.CreateClient();
        for (var i = 0; i < 3; i++)
            await (await client.PostJsonAsync(Routes.Login, new Credentials($"{i}@example.org", "guess"))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");

        var refused = await client.PostJsonAsync(Routes.Login, new Credentials("3@example.org", "guess"));
        var form = await app.CreateClient(app.Web).PostAsync("/account/signup", new FormUrlEncodedContent([]));

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        form.Headers.Location!.ToString().ShouldBe("/signup?error=rate_limited");
        (await client.GetAsync(Routes.Nodes)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Api_OneUserAsksTooMuch_OthersAndHealthAreAnswered()
    {
        await using var app = await TestApp.StartAsync(new() { ["ModelMine:RateLimits:ApiBurst"] = "5", ["ModelMine:RateLimits:ApiPerSecond"] = "1" });
        var (greedy, other) = (await app.CreateUserAsync(), await app.CreateUserAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => greedy.Http.GetAsync(Routes.Me)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBeInRange(5, 39);
        var refused = answers.First(a => a.StatusCode != HttpStatusCode.OK);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await other.Http.GetAsync(Routes.Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var _ in Enumerable.Range(0, 20)) (await app.CreateClient().GetAsync(Routes.Health)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
