using System.Collections.Concurrent;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.SystemTests.Cluster;

/// <summary>All servers are stopped and started again, one after the other, while nodes work and people look on.</summary>
public sealed class RollingRestartTests
{
    private const int Jobs = 60;

    [Fact]
    public async Task AllServersInTurn_UnderLoad_NoJobNoEventNoSessionIsLost()
    {
        await using var cluster = await RealCluster.StartAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(index => SimulatedNode.EnrolAsync(cluster, $"node {index}")));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var work = nodes.Select(node => Task.WhenAll(node.HeartbeatsAsync(over.Token), node.WorkAsync(reports: 5, over.Token))).ToList();
        using var session = await SessionAsync(cluster);
        var looks = LookOnAsync(session, over.Token);
        var seen = new ConcurrentDictionary<string, JobStatus>();
        var submitting = SubmitAndFollowAsync(cluster, seen, stop.Token);

        for (var round = 0; round < 2; round++)
        {
            for (var server = 0; server < cluster.Servers.Length; server++)
            {
                (await cluster.Servers[server].TerminateAsync()).ShouldBe(0, cluster.Logs());
                await cluster.StartServerAsync(server);
            }
        }

        await submitting;
        await over.CancelAsync();
        await Task.WhenAll(work);
        (await looks).ShouldBeGreaterThan(20, "somebody looked on all the time");
        seen.Count.ShouldBe(Jobs);
        seen.Values.ShouldAllBe(status => status == JobStatus.Completed, cluster.Logs());
        (await cluster.CountAsync("SELECT COUNT(*) FROM jobs")).ShouldBe(Jobs, "each was submitted once");
        (await cluster.CountAsync("SELECT COUNT(*) FROM ledger_blocks")).ShouldBe(Jobs);
        (await cluster.CountAsync("SELECT COUNT(*) FROM attempts WHERE status = 'LOST' OR status = 'FAILED'")).ShouldBe(0, "a restart costs no attempt");
        (await cluster.CountAsync("SELECT balance FROM wallets WHERE id = 'escrow'")).ShouldBe(0);
        (await cluster.User.VerifyLedgerAsync()).Valid.ShouldBeTrue();
    }

    /// <summary>Submits a job every quarter of a second, and follows each to its end.</summary>
    private static async Task SubmitAndFollowAsync(RealCluster cluster, ConcurrentDictionary<string, JobStatus> seen, CancellationToken stop)
    {
        var following = new List<Task>();
        for (var index = 0; index < Jobs; index++)
        {
            var job = new SubmitJobRequest { Title = $"Job {index}", TokenStake = 1, Config = JsonElement.Parse("""{"modelType":"mlp","epochs":1}""") };
            var key = $"rolling {index}";
            var submitted = await Patient.CallAsync(() => cluster.User.SubmitAsync(job, key, stop), stop);
            following.Add(FollowAsync(cluster, submitted.Id, seen, stop));
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, stop);
        }

        await Task.WhenAll(following);
    }

    private static async Task FollowAsync(RealCluster cluster, string jobId, ConcurrentDictionary<string, JobStatus> seen, CancellationToken stop)
    {
        var last = 0L;
        await foreach (var happened in cluster.User.FollowAsync(jobId, cancellationToken: stop))
        {
            happened.Seq.ShouldBe(++last, "each event once, in order, whichever server sends it");
            if (happened.Status.IsTerminal()) seen[jobId] = happened.Status;
        }
    }

    /// <summary>A browser's session, begun before the first restart.</summary>
    private static async Task<HttpClient> SessionAsync(RealCluster cluster)
    {
        var browser = new HttpClient(new Core.Contracts.Client.NamedConnectionFaults(new SocketsHttpHandler())) { BaseAddress = new Uri(cluster.Web, "api/") };
        await new Core.Contracts.Client.UserApiClient(browser).LoginAsync(new Credentials("ada@example.org", "a long enough password"));
        return browser;
    }

    /// <summary>Asks who is signed in, again and again; somebody always is.</summary>
    private static async Task<int> LookOnAsync(HttpClient session, CancellationToken over)
    {
        var user = new Core.Contracts.Client.UserApiClient(session);
        var looks = 0;
        try
        {
            while (true)
            {
                (await Patient.CallAsync(() => user.MeAsync(over), over)).Email.ShouldBe("ada@example.org");
                looks++;
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return looks;
        }
    }
}
