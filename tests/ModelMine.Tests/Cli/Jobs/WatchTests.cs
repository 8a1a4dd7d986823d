using System.Text.Json;

using Microsoft.AspNetCore.Builder;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Jobs;

public sealed class WatchTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Watch_RunningJob_PrintsProgressAndTheResult()
    {
        await using var server = await StartAsync(JobStatus.Completed);

        var run = await _cli.RunAsync("watch", Samples.JobId, "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldContain("50%  epoch 1/1  loss");
        run.Out.ShouldContain("accuracy 0.9876");
        run.Out.ShouldContain($"modelmine download {Samples.JobId}");
    }

    [Fact]
    public async Task Watch_WithJson_PrintsOneEventALineAndThenTheJob()
    {
        await using var server = await StartAsync(JobStatus.Completed);

        var run = await _cli.RunAsync("watch", Samples.JobId, "--json", "--server", server.Address.AbsoluteUri);

        var lines = run.Out.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines.Length.ShouldBe(11);
        lines[..10].Select(line => line.GetProperty("seq").GetInt64()).ShouldBe(Enumerable.Range(1, 10).Select(seq => (long)seq));
        lines[10].GetProperty("result").GetProperty("score").GetDouble().ShouldBe(0.9876);
    }

    [Theory]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.Canceled)]
    public async Task Watch_JobThatEndedBadly_ExitsWithOne(JobStatus status)
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs/{id}", (string id) => Samples.Job(id, status)));

        var run = await _cli.RunAsync("watch", Samples.JobId, "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.JobFailed);
        run.Out.ShouldContain(status.ToString().ToUpperInvariant());
        server.Requests.Count.ShouldBe(1, "a job that has ended has no events to wait for");
    }

    private static Task<FakeServer> StartAsync(JobStatus end)
    {
        var followed = false;
        var script = new EventScript(10, 4);
        return FakeServer.StartAsync(api =>
        {
            api.MapGet("jobs/{id}", (string id) => Samples.Job(id, followed ? end : JobStatus.Running));
            api.MapGet("jobs/{id}/events", (Microsoft.AspNetCore.Http.HttpContext context) =>
            {
                followed = true;
                return script.ServeAsync(context);
            });
        });
    }
}
