using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

public abstract class ReportTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : ReportTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : ReportTests(StorageProduct.Postgres);

    [Fact]
    public async Task ReportSentAgainAfterALostReply_IsTakenOnce()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;

        await world.ReportAsync(node, grant, 1);
        await world.ReportAsync(node, grant, 1);
        await world.ReportAsync(node, grant, 2);

        var lines = await world.Get<JobHistory>().LogsAsync(grant.JobId, 0, 100, CancellationToken.None);
        lines.Select(line => (line.Line, line.Message)).ShouldBe([(1, "report 1"), (2, "report 2")]);
    }

    [Fact]
    public async Task LogPages_JoinWithoutGapOrDuplicate()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        for (var seq = 1; seq <= 20; seq++)
        {
            var report = Results.Report(grant, seq, 0.1) with
            {
                Logs = [.. Enumerable.Range(0, seq % 4).Select(i => new LogLine(0, DateTimeOffset.UnixEpoch, "info", $"{seq}.{i}"))],
            };
            await world.Get<TakeReport>().ExecuteAsync(node, grant.AttemptId, report, CancellationToken.None);
        }

        var whole = await world.Get<JobHistory>().LogsAsync(grant.JobId, 0, 1000, CancellationToken.None);
        var paged = new List<LogLine>();
        while (await world.Get<JobHistory>().LogsAsync(grant.JobId, paged.Count, 3, CancellationToken.None) is { Count: > 0 } page) paged.AddRange(page);

        paged.ShouldBe(whole);
        whole.Select(line => line.Line).ShouldBe(Enumerable.Range(1, 30).Select(line => (long)line));
    }

    [Fact]
    public async Task PointsOfAnAttemptThatWentBack_ReplaceTheLostOnes()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var first = (await world.ClaimAsync(node))!;
        await SendAsync(first, 1, [1, 2, 3, 4], [.1, .2, .3, .4]);
        await world.Get<GiveBackAttempt>().ReleaseAsync(node, first.AttemptId, new ReleaseReport(first.LeaseEpoch), CancellationToken.None);
        var second = (await world.ClaimAsync(node))!;
        await SendAsync(second, 1, [3, 4, 5], [.33, .44, .55]);

        var curve = (await world.Get<JobHistory>().MetricsAsync(first.JobId, 100, CancellationToken.None)).ShouldHaveSingleItem();
        curve.Steps.ShouldBe([1, 2, 3, 4, 5]);
        curve.Values.ShouldBe([.1, .2, .33, .44, .55]);

        Task SendAsync(AttemptGrant grant, long seq, long[] steps, double[] values) => world.Get<TakeReport>().ExecuteAsync(
            node, grant.AttemptId, Results.Report(grant, seq, .5) with { Metrics = [new MetricSeries("train/loss", steps, values)] }, CancellationToken.None);
    }

    [Fact]
    public async Task LongCurve_KeepsItsLowestAndHighestPoint()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        var values = Enumerable.Range(0, 5000).Select(i => Math.Sin(i / 50.0)).ToArray();
        (values[1234], values[4321]) = (-7, 9);
        var report = Results.Report(grant, 1, .5) with
        {
            Metrics = [new MetricSeries("train/loss", [.. Enumerable.Range(0, 5000).Select(i => (long)i)], values)],
        };
        await world.Get<TakeReport>().ExecuteAsync(node, grant.AttemptId, report, CancellationToken.None);

        var curve = (await world.Get<JobHistory>().MetricsAsync(grant.JobId, 100, CancellationToken.None)).ShouldHaveSingleItem();
        curve.Values.Count.ShouldBeLessThanOrEqualTo(100);
        (curve.Values.Min(), curve.Values.Max()).ShouldBe((-7, 9));
    }

    [Fact]
    public async Task ResultSignedByAnotherKey_IsRefusedAndNothingIsSettled()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        world.NodeKeys[node] = NodeKey.Create();

        var refusal = await Should.ThrowAsync<RefusedException>(() => world.CompleteAsync(node, grant));

        refusal.Problem.Code.ShouldBe("bad_signature");
        (await world.JobAsync(grant.JobId)).Status.ShouldBe(JobStatus.Running);
        await world.ReadAsync(async database =>
        {
            await Invariants.ShouldHoldAsync(database);
            return 0;
        });
    }

    [Fact]
    public async Task CompletionWithoutItsWeights_IsRefused()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        var result = Results.Of(grant);
        var signature = world.NodeKeys[node].Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, node, grant.LeaseEpoch, result));

        var refusal = await Should.ThrowAsync<RefusedException>(() => world.Get<CompleteAttempt>().ExecuteAsync(
            node, grant.AttemptId, new CompletionReport(grant.LeaseEpoch, result, signature), CancellationToken.None));

        refusal.Problem.Code.ShouldBe("blob_missing");
    }

    [Fact]
    public async Task AnotherNodesAttempt_IsNotThere()
    {
        await using var world = await CreateWorldAsync();
        var (node, stranger) = (await world.NodeAsync(), await world.NodeAsync());
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;

        (await Should.ThrowAsync<RefusedException>(() => world.ReportAsync(stranger, grant, 1))).Problem.Status.ShouldBe(404);
    }
}
