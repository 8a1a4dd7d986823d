using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Jobs;

public sealed class DownloadTests : IDisposable
{
    private readonly CliSandbox _cli = new();
    private readonly string _file;

    public DownloadTests() => _file = _cli.PathOf("model.safetensors");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Download_Completed_WritesTheVerifiedFile()
    {
        await using var server = await StartAsync(Samples.Weights);

        var run = await RunAsync(server, "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        File.ReadAllBytes(_file).ShouldBe(Samples.Weights);
        JsonDocument.Parse(run.Out).RootElement.GetProperty("sha256").GetString().ShouldBe(Samples.Digest(Samples.Weights));
        Directory.GetFiles(_cli.Folder).ShouldBe([_file]);
    }

    [Fact]
    public async Task Download_PartIsThere_AsksOnlyForTheRest()
    {
        await using var server = await StartAsync(Samples.Weights);
        await File.WriteAllBytesAsync($"{_file}.part", Samples.Weights[..5000], TestContext.Current.CancellationToken);

        (await RunAsync(server)).Code.ShouldBe(ExitCode.Success);

        File.ReadAllBytes(_file).ShouldBe(Samples.Weights);
        server.Requests.ShouldContain(request => request.Headers.GetValueOrDefault("Range") == "bytes=5000-");
    }

    [Fact]
    public async Task Download_ServerKnowsNoRanges_StartsFromTheBeginning()
    {
        await using var server = await FakeServer.StartAsync(api =>
        {
            api.MapGet("jobs/{id}", (string id) => Samples.Job(id, JobStatus.Completed));
            api.MapGet("jobs/{id}/weights", () => Results.Bytes(Samples.Weights));
        });
        await File.WriteAllBytesAsync($"{_file}.part", [1, 2, 3], TestContext.Current.CancellationToken);

        (await RunAsync(server)).Code.ShouldBe(ExitCode.Success);

        File.ReadAllBytes(_file).ShouldBe(Samples.Weights);
    }

    [Fact]
    public async Task Download_ConnectionBreaks_GoesOnWhereItBroke()
    {
        var broken = false;
        await using var server = await FakeServer.StartAsync(api =>
        {
            api.MapGet("jobs/{id}", (string id) => Samples.Job(id, JobStatus.Completed));
            api.MapGet("jobs/{id}/weights", async (HttpContext context) =>
            {
                if (broken)
                {
                    await Results.Bytes(Samples.Weights, enableRangeProcessing: true).ExecuteAsync(context);
                    return;
                }

                broken = true;
                context.Response.ContentLength = Samples.Weights.Length;
                await context.Response.Body.WriteAsync(Samples.Weights.AsMemory(0, 70_000), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
            });
        });

        (await RunAsync(server)).Code.ShouldBe(ExitCode.Success);

        File.ReadAllBytes(_file).ShouldBe(Samples.Weights);
    }

    [Fact]
    public async Task Download_OtherBytesThanTheResultStates_LeavesNothingBehind()
    {
        var damaged = Samples.Weights.ToArray();
        damaged[777] ^= 1;
        await using var server = await StartAsync(damaged);

        var run = await RunAsync(server);

        run.Code.ShouldBe(ExitCode.NotVerified);
        run.Error.ShouldContain(Samples.Digest(damaged));
        Directory.GetFiles(_cli.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Download_OverAnotherFile_RefusesUntilForced()
    {
        await using var server = await StartAsync(Samples.Weights);
        await File.WriteAllTextAsync(_file, "mine", TestContext.Current.CancellationToken);

        (await RunAsync(server)).Code.ShouldBe(ExitCode.Usage);
        (await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken)).ShouldBe("mine");

        (await RunAsync(server, "--force")).Code.ShouldBe(ExitCode.Success);
        File.ReadAllBytes(_file).ShouldBe(Samples.Weights);
    }

    [Fact]
    public async Task Download_NotCompleted_SaysThatThereAreNoWeights()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}", (string id) => Samples.Job(id)));

        var run = await RunAsync(server);

        run.Code.ShouldBe(ExitCode.NotFound);
        run.Error.ShouldContain("RUNNING");
    }

    private Task<CliRun> RunAsync(FakeServer server, params string[] more) =>
        _cli.RunAsync(["download", Samples.JobId, "-o", _file, "--server", server.Address.AbsoluteUri, .. more]);

    private static Task<FakeServer> StartAsync(byte[] weights) => FakeServer.StartAsync(api =>
    {
        api.MapGet("jobs/{id}", (string id) => Samples.Job(id, JobStatus.Completed));
        api.MapGet("jobs/{id}/weights", () => Results.Bytes(weights, enableRangeProcessing: true));
    });
}
