using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Jobs;

public sealed class SubmitTests : IDisposable
{
    private const string Config = """{"modelType":"mlp","epochs":2}""";
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Submit_File_SendsConfigOptionsAndTheFilesNameAsTitle()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapPost("jobs", () => Results.Json(Samples.Job(), ModelMineJson.Options, statusCode: 201)));
        var file = _cli.PathOf("digits.json");
        await File.WriteAllTextAsync(file, Config, TestContext.Current.CancellationToken);

        var run = await _cli.RunAsync("submit", file, "--stake", "7", "--priority", "9", "--idempotency-key", "k1", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain(Samples.JobId);
        var request = server.Requests.ShouldHaveSingleItem();
        request.Headers["Idempotency-Key"].ShouldBe("k1");
        request.Json.GetProperty("title").GetString().ShouldBe("digits");
        request.Json.GetProperty("tokenStake").GetInt64().ShouldBe(7);
        request.Json.GetProperty("priority").GetInt32().ShouldBe(9);
        request.Json.GetProperty("config").GetRawText().ShouldBe(Config);
    }

    [Fact]
    public async Task Submit_Require_SendsWhatTheJobAsksOfItsNode()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapPost("jobs", () => Samples.Job()));

        var run = await _cli.RunWithInputAsync(
            Config, "submit", "-", "--require", "cores=8", "--require", "CpuLevel=avx2", "--require", "label.lab=3rd-floor", "--require", "label.rack=7", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        server.Requests.ShouldHaveSingleItem().Json.GetProperty("requires").GetRawText()
            .ShouldBe("""{"cores":8,"cpuLevel":"avx2","labels":{"lab":"3rd-floor","rack":"7"}}""");
    }

    [Theory]
    [InlineData("core=8", "Did you mean cores?")]
    [InlineData("cores=many", "whole number")]
    [InlineData("gpu", "a name and a value")]
    public async Task Submit_RequireThatIsNotUnderstood_IsWrongUsage(string require, string advice)
    {
        var run = await _cli.RunWithInputAsync(Config, "submit", "-", "--require", require, "--server", "http://localhost:1");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(advice);
    }

    [Fact]
    public async Task Submit_StandardInput_ReadsTheConfigFromThere()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapPost("jobs", () => Samples.Job()));

        var run = await _cli.RunWithInputAsync(Config, "submit", "-", "--title", "From a pipe", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        var request = server.Requests.ShouldHaveSingleItem();
        request.Json.GetProperty("title").GetString().ShouldBe("From a pipe");
        request.Headers["Idempotency-Key"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Submit_InvalidConfig_PrintsEachProblemOnALineWithItsPath()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapPost("jobs", () => FakeServer.Refuse(
            400,
            "The config is not valid.",
            new ProblemItem("$.config.learningRat", "Nothing reads this key.") { DidYouMean = "learningRate" },
            new ProblemItem("$.config.epochs", "0 is out of range: 1 to 10000."))));

        var run = await _cli.RunWithInputAsync(Config, "submit", "-", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("$.config.learningRat: Nothing reads this key. Did you mean \"learningRate\"?\n");
        run.Error.ShouldContain("$.config.epochs: 0 is out of range: 1 to 10000.\n");
    }

    [Fact]
    public async Task Submit_NotJson_SaysWhere()
    {
        var run = await _cli.RunWithInputAsync("{\n  \"epochs\": oops\n}", "submit", "-");

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("line 2, column 13");
    }

    [Fact]
    public async Task Submit_NoSuchFile_ExitsWithNotFound() => (await _cli.RunAsync("submit", _cli.PathOf("none.json"))).Code.ShouldBe(ExitCode.NotFound);
}
