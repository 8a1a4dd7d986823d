using System.Net;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Tests.Cli;
using ModelMine.Tests.Training;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>A user's own data of every kind from the command line to a model in use: real server, real agent, real trainer.</summary>
[Collection(TorchTests.Name)]
public sealed class OwnDataJourneyTests : IDisposable
{
    private readonly string _agentFolder = Directory.CreateTempSubdirectory("modelmine-agent-").FullName;
    private readonly CliSandbox _cli = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cli.Dispose();
        Directory.Delete(_agentFolder, recursive: true);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("parquet")]
    [InlineData("text")]
    [InlineData("images")]
    [InlineData("texts")]
    [InlineData("reviews")]
    public async Task OwnData_FromTheUpload_TrainsAModelThatIsEvaluatedAndTried_AndNobodyElseSeesIt(string kind)
    {
        var own = await OwnDataKind.OfAsync(kind, Save);
        await using var app = await TestApp.StartAsync();
        var owner = await app.CreateUserAsync();
        var token = await owner.Api.CreateTokenAsync(new("cli", CanWrite: true), Stop);
        (_cli.Variables["MODELMINE_SERVER"], _cli.Variables["MODELMINE_TOKEN"]) = (app.Web.AbsoluteUri, token.Token);
        await using var agent = await RunningAgent.StartAsync(app, owner, _agentFolder);

        var added = JsonElement.Parse(await RunAsync("dataset", "add", Save(own.File, own.Content), "--json"));
        var name = added.GetProperty("summary").GetProperty("name").GetString()!;
        var config = Save("job.json", Encoding.UTF8.GetBytes(own.Config.Replace("{", $$"""{"dataset":"{{name[..^2]}}",""", StringComparison.Ordinal)));
        var jobId = JsonElement.Parse(await RunAsync("submit", config, "--json")).GetProperty("id").GetString()!;
        await RunAsync("watch", jobId);

        var job = await owner.Api.JobAsync(jobId, Stop);
        job.Status.ShouldBe(JobStatus.Completed, job.FailureReason);
        job.Dataset.ShouldBe(name);
        own.IsGood(job.Result.ShouldNotBeNull().Score).ShouldBeTrue($"{job.Result.ScoreName} {job.Result.Score}");

        await RunAsync("download", jobId, "--output", _cli.PathOf("w.safetensors"));
        var evaluated = JsonElement.Parse(await RunAsync("evaluate", _cli.PathOf("w.safetensors"), config, "--job", jobId, "--data", Path.Combine(_agentFolder, "datasets"), "--json"));
        evaluated.GetProperty("reported").GetProperty("equal").GetBoolean().ShouldBeTrue();

        (await RunAsync(["try", jobId, .. own.Try])).ShouldContain(own.Answer);
        (await RunAsync(["try", "--weights", _cli.PathOf("w.safetensors"), .. own.Try])).ShouldContain(own.Answer);
        (await owner.Http.GetStringAsync(new Uri(app.Web, $"/jobs/{jobId}"), Stop)).ShouldContain("Try it");

        var stranger = await app.CreateUserAsync();
        (await Should.ThrowAsync<ApiException>(() => stranger.Api.JobAsync(jobId, Stop))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<ApiException>(() => stranger.Api.DatasetAsync(name, Stop))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<ApiException>(async () => await stranger.Api.TryAsync(jobId, new TryPrompt(""), Stop).ToListAsync(Stop))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> RunAsync(params string[] args)
    {
        var run = await _cli.RunAsync(args);
        run.Code.ShouldBe(0, run.Error);
        return run.Out;
    }

    private string Save(string name, byte[] content)
    {
        File.WriteAllBytes(_cli.PathOf(name), content);
        return _cli.PathOf(name);
    }
}
