using Microsoft.AspNetCore.Builder;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli.Jobs;

public sealed class JobIdLookupTests : IDisposable
{
    private const string First = "job_aaaa000000000001";
    private const string Second = "job_aabb000000000002";
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(First, First)]
    [InlineData("job_aaa", First)]
    [InlineData("aab", Second)]
    [InlineData("0002", Second)]
    public async Task Show_ShortenedId_FindsTheOnlyJobThatFits(string typed, string expected)
    {
        await using var server = await StartAsync();

        var run = await _cli.RunAsync("show", typed, "--json", "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        server.Requests.ShouldContain(request => request.Line == $"GET /api/jobs/{expected}");
    }

    [Theory]
    [InlineData("aa", ExitCode.Usage, First)]
    [InlineData("zz", ExitCode.NotFound, "modelmine jobs")]
    public async Task Show_ShortenedIdFitsManyOrNone_SaysSo(string typed, int code, string said)
    {
        await using var server = await StartAsync();

        var run = await _cli.RunAsync("show", typed, "--server", server.Address.AbsoluteUri);

        run.Code.ShouldBe(code);
        run.Error.ShouldContain(said);
    }

    private static Task<FakeServer> StartAsync() => FakeServer.StartAsync(api =>
    {
        api.MapGet("jobs", () => new Page<JobSummary>([Samples.Job(Second), Samples.Job(First)], null));
        api.MapGet("jobs/{id}", (string id) => Samples.Job(id));
    });
}
