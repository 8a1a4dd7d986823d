using System.Text.Json;

using Microsoft.AspNetCore.Builder;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Training;
using ModelMine.Training;

namespace ModelMine.Tests.Cli.Evaluate;

/// <summary>The real agent's program measures weights that were trained in the test.</summary>
[Collection(TorchTests.Name)]
public sealed class EvaluateTests : IDisposable
{
    private const string Config = """{"modelType":"mlp","dataset":"mnist","epochs":1,"batchSize":256,"hiddenSize":8}""";
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Evaluate_OfDownloadedWeights_EqualsWhatTheJobReports_AndSaysWhenItDoesNot()
    {
        var reported = Train();
        await using var server = await ServerAsync(reported);

        var run = await RunAsync("--job", Samples.JobId, "--server", server.Address.AbsoluteUri, "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var output = JsonDocument.Parse(run.Out).RootElement;
        output.GetProperty("evaluation").GetProperty("score").GetDouble().ShouldBe(reported.Score);
        output.GetProperty("evaluation").GetProperty("weightsDigest").GetString().ShouldBe(reported.WeightsDigest);
        output.GetProperty("reported").GetProperty("equal").GetBoolean().ShouldBeTrue();

        await using var boaster = await ServerAsync(reported with { Score = 0.999 });
        var lie = await RunAsync("--job", Samples.JobId, "--server", boaster.Address.AbsoluteUri);

        lie.Code.ShouldBe(ExitCode.NotVerified);
        lie.Out.ShouldContain($"Not what {Samples.JobId} reports:");
        lie.Out.ShouldContain("accuracy: reported 0.999, here 0.");
    }

    [Fact]
    public async Task Evaluate_WithTheConfigItWasTrainedWith_IsDone_AndWithAnother_NamesTheKeys()
    {
        Train();
        await File.WriteAllTextAsync(_cli.PathOf("same.json"), Config, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_cli.PathOf("other.json"), Config.Replace("\"hiddenSize\":8", "\"hiddenSize\":9", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        (await RunAsync(_cli.PathOf("same.json"))).Code.ShouldBe(ExitCode.Success);
        var other = await RunAsync(_cli.PathOf("other.json"));

        other.Code.ShouldBe(ExitCode.NotVerified);
        other.Error.ShouldContain("was trained with another config");
        other.Error.ShouldContain("$.hiddenSize");
        other.Error.ShouldContain("The config says 9, the file 8.");
    }

    [Fact]
    public async Task Evaluate_OfAFileThatIsNone_SaysSo()
    {
        (await RunAsync()).Code.ShouldBe(ExitCode.NotFound);
        await File.WriteAllTextAsync(_cli.PathOf(TrainingJob.WeightsFileName), "text, not weights", TestContext.Current.CancellationToken);

        var run = await RunAsync();

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("is not what a completed job delivers");
    }

    private Task<CliRun> RunAsync(params string[] more) => _cli.RunAsync(["evaluate", _cli.PathOf(TrainingJob.WeightsFileName), .. more]);

    private JobResult Train() => TrainingJob.Run(
        new() { Config = Configs.Parse(Config), Folder = _cli.Folder, Threads = TorchTests.Threads, DatasetFolder = _cli.Folder }, new Recorder())!;

    private static Task<FakeServer> ServerAsync(JobResult result) => FakeServer.StartAsync(api =>
        api.MapGet("jobs/{id}", (string id) => Samples.Job(id, JobStatus.Completed) with { Result = result }));
}
