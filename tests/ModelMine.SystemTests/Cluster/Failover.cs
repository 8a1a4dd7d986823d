using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using ModelMine.Core.Contracts;

namespace ModelMine.SystemTests.Cluster;

/// <summary>How long it took after a server's death until things worked again.</summary>
/// <param name="Claim">Until a waiting node was given a job that was submitted after the death.</param>
/// <param name="Live">Until both followers of a running job had seen what its node reported after the death.</param>
internal sealed record Recovery(TimeSpan Claim, TimeSpan Live);

/// <summary>Kills servers under a node that waits for work, a job that runs, and two who follow it; all of them through nginx.</summary>
internal sealed class Failover : IAsyncDisposable
{
    private readonly RealCluster _cluster;
    private readonly SimulatedNode _node;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _heartbeats;

    private Failover(RealCluster cluster, SimulatedNode node)
    {
        (_cluster, _node) = (cluster, node);
        _heartbeats = node.HeartbeatsAsync(_end.Token);
    }

    public static async Task<Failover> PrepareAsync(RealCluster cluster) => new(cluster, await SimulatedNode.EnrolAsync(cluster, "waiting"));

    /// <summary>Kills a server, measures, and starts it again.</summary>
    /// <param name="victim">Which one.</param>
    public async Task<Recovery> KillAsync(int victim)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var running = await SubmitAsync(patience.Token);
        var grant = await _node.ClaimAsync(patience.Token);
        using var first = new Follower(_cluster, running, patience.Token);
        using var second = new Follower(_cluster, running, patience.Token);
        await _node.ReportAsync(grant, 1, patience.Token);
        await Task.WhenAll(first.SeenAsync(3), second.SeenAsync(3));
        var waiting = _node.ClaimAsync(patience.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, patience.Token);

        await _cluster.Servers[victim].KillAsync();
        var since = Stopwatch.GetTimestamp();
        var live = ReportAndSeeAsync();
        await SubmitAsync(patience.Token);
        var next = await waiting;
        var claim = Stopwatch.GetElapsedTime(since);
        var recovery = new Recovery(claim, await live);

        await _cluster.StartServerAsync(victim);
        await _node.CompleteAsync(next, 1, patience.Token);
        await _node.CompleteAsync(grant, 2, patience.Token);
        return recovery;

        async Task<TimeSpan> ReportAndSeeAsync()
        {
            await _node.ReportAsync(grant, 2, patience.Token);
            await Task.WhenAll(first.SeenAsync(4), second.SeenAsync(4));
            return Stopwatch.GetElapsedTime(since);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _heartbeats;
        _end.Dispose();
    }

    private async Task<string> SubmitAsync(CancellationToken stop)
    {
        var job = new SubmitJobRequest { Title = "Through the death of a server", TokenStake = 1, Config = JsonElement.Parse("""{"modelType":"mlp","epochs":1}""") };
        var key = Guid.NewGuid().ToString("N");
        return (await Patient.CallAsync(() => _cluster.User.SubmitAsync(job, key, stop), stop)).Id;
    }

    /// <summary>Follows a job as the product's client does, which connects again by itself.</summary>
    private sealed class Follower : IDisposable
    {
        private readonly Channel<long> _seen = Channel.CreateUnbounded<long>();
        private readonly CancellationTokenSource _end;

        public Follower(RealCluster cluster, string jobId, CancellationToken stop)
        {
            _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            _ = FollowAsync(cluster, jobId, _end.Token);
        }

        public async Task SeenAsync(long seq)
        {
            while (await _seen.Reader.ReadAsync(_end.Token) < seq)
            {
                // An earlier one.
            }
        }

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }

        private async Task FollowAsync(RealCluster cluster, string jobId, CancellationToken stop)
        {
            try
            {
                var last = 0L;
                await foreach (var happened in cluster.User.FollowAsync(jobId, cancellationToken: stop))
                {
                    if (happened.Seq != ++last) throw new InvalidOperationException($"After event {last - 1} came {happened.Seq}.");
                    _seen.Writer.TryWrite(happened.Seq);
                }
            }
            catch (Exception error)
            {
                _seen.Writer.TryComplete(error);
            }
        }
    }
}
