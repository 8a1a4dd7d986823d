using System.Collections.Concurrent;
using ModelMine.Core.Contracts;

namespace ModelMine.SystemTests.Cluster;

/// <summary>At each server, past nginx, a node that offers to answer with trained models: their offers meet on one of the servers.</summary>
internal sealed class TryOffers : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Problem> _refusals = [];
    private readonly Task _offers;

    private TryOffers(IEnumerable<SimulatedNode> nodes) => _offers = Task.WhenAll(nodes.Select(OfferAsync).ToList());

    /// <summary>What servers said in place of an answer.</summary>
    public IReadOnlyCollection<Problem> Refusals => _refusals;

    public static async Task<TryOffers> BeginAsync(RealCluster cluster)
    {
        var nodes = new List<SimulatedNode>();
        for (var server = 0; server < cluster.Servers.Length; server++) nodes.Add(await SimulatedNode.EnrolAsync(cluster, $"offers at {server}", cluster.ApiOf(server)));
        return new TryOffers(nodes);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _offers;
        _end.Dispose();
    }

    private async Task OfferAsync(SimulatedNode node)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                if (await node.OfferAsync(_end.Token) is not { } refusal) continue;
                _refusals.Add(refusal);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, _end.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // Told to stop, or cut off by the server's death.
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }
}
