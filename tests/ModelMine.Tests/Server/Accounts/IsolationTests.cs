using System.Net;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Accounts;

[Collection(nameof(SharedApp))]
public sealed class IsolationTests(SharedApp shared)
{
    private readonly TestApp _app = shared.App;

    [Fact]
    public async Task AnothersJob_OnEveryRoute_Is404AsIfItWereNotThere()
    {
        var owner = await _app.CreateUserAsync();
        var other = await _app.CreateUserAsync();
        var request = new SubmitJobRequest { Title = "Mine", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 100 };
        var answer = await owner.Http.PostJsonAsync(Routes.Jobs, request);
        var job = JsonSerializer.Deserialize<JobDetail>(await answer.Content.ReadAsStringAsync(), ModelMineJson.Options).ShouldNotBeNull();

        foreach (var read in new[] { Routes.Job(job.Id), Routes.Metrics(job.Id), Routes.Logs(job.Id), Routes.Events(job.Id), Routes.Weights(job.Id) })
            await (await other.Http.GetAsync(read)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        foreach (var write in new[] { Routes.Cancel(job.Id), Routes.Retry(job.Id) })
            await (await other.Http.PostAsync(write, null)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        (await other.Http.GetStringAsync(Routes.Jobs)).ShouldNotContain(job.Id);
        (await owner.Http.GetAsync(Routes.Job(job.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
