using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Tests.Cli;
using ModelMine.Tests.Training;
using ModelMine.Training;
using ModelMine.Training.Results;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>A user's own table from the command line to trained weights: real server, real agent, real trainer.</summary>
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

    [Fact]
    public async Task Table_UploadedSubmittedAndTrained_GivesWeightsThatKnowTheirColumns()
    {
        await using var app = await TestApp.StartAsync();
        var owner = await app.CreateUserAsync();
        var token = await owner.Api.CreateTokenAsync(new("cli", CanWrite: true), Stop);
        (_cli.Variables["MODELMINE_SERVER"], _cli.Variables["MODELMINE_TOKEN"]) = (app.Web.AbsoluteUri, token.Token);
        await File.WriteAllTextAsync(_cli.PathOf("House Prices.csv"), Uploads.Houses, Stop);

        var added = await _cli.RunAsync("dataset", "add", _cli.PathOf("House Prices.csv"), "--json");
        added.Code.ShouldBe(0, added.Error);
        JsonElement.Parse(added.Out).GetProperty("summary").GetProperty("name").GetString().ShouldBe("house-prices@1");
        await File.WriteAllTextAsync(_cli.PathOf("job.json"), """{"dataset":"house-prices","target":"price","epochs":40,"batchSize":8,"hiddenSize":16,"learningRate":0.01}""", Stop);
        var submitted = await _cli.RunAsync("submit", _cli.PathOf("job.json"), "--json");
        submitted.Code.ShouldBe(0, submitted.Error);
        var jobId = JsonElement.Parse(submitted.Out).GetProperty("id").GetString()!;

        var job = await TrainAsync(app, owner, jobId);

        job.Status.ShouldBe(JobStatus.Completed, job.FailureReason);
        job.Result.ShouldNotBeNull().ScoreName.ShouldBe("rmse");
        // Baseline: always saying the mean is wrong by the prices' spread of about 200.
        job.Result.Score.ShouldBeLessThan(100);
        var weights = _cli.PathOf("weights.safetensors");
        (await _cli.RunAsync("download", jobId, "--output", weights)).Code.ShouldBe(0);
        using var opened = TrainedWeights.Open(weights);
        opened.Config.Dataset.ShouldBe("house-prices@1");
        opened.Config.Data!.Columns.Select(column => column.Name).ShouldBe(["rooms", "town", "price"]);
        File.Exists(TrainingRequest.PathOfOwn(Path.Combine(_agentFolder, "datasets"), Uploads.Digest(Uploads.Houses))).ShouldBeTrue();
        using var stream = File.OpenRead(weights);
        Safetensors.Open(stream).Metadata["preprocessing"].ShouldContain("Bonn");
    }

    private async Task<JobDetail> TrainAsync(TestApp app, TestUser owner, string jobId)
    {
        var code = await owner.Api.CreateEnrolmentCodeAsync(Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var options = new RunOptions { Server = app.Api, DataFolder = _agentFolder, Name = "test", Code = code.Code, Slots = 1, ThreadsPerSlot = 1 };
        var starter = new TrainerStarter("dotnet", [Path.Combine(AppContext.BaseDirectory, "ModelMine.Agent.dll"), TrainVerb.Name]);
        var agent = Task.Run(() => RunAgent.ExecuteAsync(options, new AgentTimings(), starter, TimeProvider.System, NullLoggerFactory.Instance, stop.Token), Stop);
        var watched = await _cli.RunAsync("watch", jobId);
        await stop.CancelAsync();
        await agent;
        watched.Code.ShouldBe(0, watched.Error);
        return await owner.Api.JobAsync(jobId, Stop);
    }
}
