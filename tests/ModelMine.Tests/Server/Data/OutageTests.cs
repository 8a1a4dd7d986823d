using System.Net;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using ModelMine.Tests.Servers;

namespace ModelMine.Tests.Server.Data;

/// <summary>PostgreSQL goes away under a running server, and comes back.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task DatabaseAway_IsSaidCalmlyEverywhere_AndAllWorksAgainAfterwards()
    {
        await using var postgres = await PostgresServer.StartAsync("fsync=off");
        var name = await postgres.CreateDatabaseAsync();
        await using var app = await TestApp.StartAsync(
            new() { ["ModelMine:Storage"] = "postgres", ["ModelMine:Postgres"] = postgres.ConnectionString(name) }, storage: StorageProduct.Sqlite);
        var user = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(user);
        var job = await user.Api.SubmitAsync(Job());

        await postgres.StopImmediatelyAsync();

        (await app.CreateClient().GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await app.CreateClient().GetAsync("health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("database");
        foreach (var call in Calls(user, node))
        {
            var response = await call();
            await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "database_unavailable");
            response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        }

        foreach (var path in new[] { "/dashboard", "/network", "/ledger", $"/jobs/{job.Id}" })
        {
            var page = await user.Http.GetAsync(new Uri(app.Web, path));
            var html = await page.Content.ReadAsStringAsync();
            html.ShouldContain("database", Case.Insensitive, path);
            html.ShouldNotContain("   at ", Case.Sensitive, path);
            html.ShouldNotContain("Npgsql", Case.Insensitive, path);
        }

        await postgres.StartAgainAsync();

        (await app.CreateClient().GetAsync("health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Api.JobAsync(job.Id)).Status.ShouldBe(JobStatus.Pending);
        await user.Api.SubmitAsync(Job());
        (await user.Api.WalletAsync()).Balance.ShouldBe(800);
    }

    private static IEnumerable<Func<Task<HttpResponseMessage>>> Calls(TestUser user, TestNode node)
    {
        yield return () => user.Http.GetAsync("jobs");
        yield return () => user.Http.PostJsonAsync("jobs", Job());
        yield return () => user.Http.GetAsync("ledger");
        yield return () => user.Http.GetAsync("network");
        yield return () => node.Http.PostJsonAsync("nodes/claim", new ClaimRequest("s1", 1, 1000, 0, null));
    }

    private static SubmitJobRequest Job() => new() { Title = "A job", Config = System.Text.Json.JsonElement.Parse(World.AnyConfig) };
}
