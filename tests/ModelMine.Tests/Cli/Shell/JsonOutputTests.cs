using System.Text.Json;

using Microsoft.AspNetCore.Builder;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Shell;

public sealed class JsonOutputTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("jobs")]
    [InlineData("show", Samples.JobId)]
    [InlineData("cancel", Samples.JobId)]
    [InlineData("retry", Samples.JobId)]
    [InlineData("nodes")]
    [InlineData("nodes", "add")]
    [InlineData("network")]
    [InlineData("wallet")]
    [InlineData("ledger")]
    [InlineData("examples")]
    [InlineData("schema")]
    public async Task Run_WithJson_PrintsOneDocumentAndNothingElse(params string[] args)
    {
        await using var server = await FakeServer.StartAsync(api =>
        {
            api.MapGet("jobs", () => new Page<JobSummary>([Samples.Job()], null));
            api.MapGet("jobs/{id}", (string id) => Samples.Job(id));
            api.MapPost("jobs/{id}/cancel", (string id) => Samples.Job(id, JobStatus.Canceled));
            api.MapPost("jobs/{id}/retry", (string id) => Samples.Job());
            api.MapGet("nodes", () => new[] { Samples.Node() });
            api.MapPost("nodes/codes", () => new EnrolmentCode("mm_join_x", DateTimeOffset.UnixEpoch));
            api.MapGet("network", Samples.Network);
            api.MapGet("wallet", () => new WalletView(900, 100, []));
            api.MapGet("ledger", () => new Page<LedgerBlockView>([], null));
        });

        var json = await _cli.RunAsync([.. args, "--json", "--server", server.Address.AbsoluteUri]);
        var text = await _cli.RunAsync([.. args, "--server", server.Address.AbsoluteUri]);

        json.Code.ShouldBe(ExitCode.Success, json.Error);
        json.Error.ShouldBeEmpty();
        JsonDocument.Parse(json.Out).RootElement.ValueKind.ShouldBeOneOf(JsonValueKind.Object, JsonValueKind.Array);
        text.Code.ShouldBe(ExitCode.Success, text.Error);
        text.Out.ShouldNotBeEmpty();
        text.Out.ShouldNotContain('\u001b', "no escape sequences where nobody looks at a terminal");
    }

    [Fact]
    public async Task Jobs_ManyPages_FollowsTheCursorToTheEnd()
    {
        await using var server = await FakeServer.StartAsync(api => api.MapGet("jobs", (string? cursor, string? status) => cursor switch
        {
            null => new Page<JobSummary>([Samples.Job("job_a")], "b&b"),
            "b&b" => new Page<JobSummary>([Samples.Job("job_b")], "c"),
            _ => new Page<JobSummary>([Samples.Job("job_c")], null),
        }));

        var run = await _cli.RunAsync("jobs", "--status", "running", "--json", "--server", server.Address.AbsoluteUri);

        JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Select(job => job.GetProperty("id").GetString()).ShouldBe(["job_a", "job_b", "job_c"]);
        server.Requests.ShouldAllBe(request => request.Line.Contains("status=RUNNING"));
    }
}
