using ModelMine.Core.Contracts;

namespace ModelMine.Server.Live;

/// <inheritdoc cref="IFeedGrain"/>
/// <param name="time">The clock.</param>
internal sealed class FeedGrain(TimeProvider time) : Grain, IFeedGrain
{
    /// <summary>Four renewals: a server that is silent for longer is gone.</summary>
    private static readonly TimeSpan KeptFor = FeedLink.RenewEvery * 4;

    /// <summary>A publisher that does not answer for so long is gone, or finds out by itself.</summary>
    private static readonly TimeSpan RecallPatience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, (IFeedReceiver Receiver, DateTimeOffset Until)> _servers = new(StringComparer.Ordinal);

    /// <summary>Servers that were told that nobody follows elsewhere.</summary>
    private readonly Dictionary<string, IFeedReceiver> _refused = new(StringComparer.Ordinal);

    public async Task SubscribeAsync(string serverId, IFeedReceiver receiver)
    {
        _servers[serverId] = (receiver, time.GetUtcNow() + KeptFor);
        var told = new List<Task>();
        foreach (var (id, publisher) in _refused.Where(refused => refused.Key != serverId))
        {
            told.Add(publisher.RecallAsync(this.GetPrimaryKeyString()));
            _refused.Remove(id);
        }

        await Task.WhenAll(told).WaitAsync(RecallPatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public Task UnsubscribeAsync(string serverId)
    {
        _servers.Remove(serverId);
        return Task.CompletedTask;
    }

    public Task<bool> OfferAsync(string serverId, IFeedReceiver publisher, JobEvent jobEvent)
    {
        var isWanted = Pass(serverId, jobEvent);
        if (!isWanted) _refused[serverId] = publisher;
        return Task.FromResult(isWanted);
    }

    public Task PublishAsync(string serverId, JobEvent jobEvent)
    {
        Pass(serverId, jobEvent);
        return Task.CompletedTask;
    }

    private bool Pass(string serverId, JobEvent jobEvent)
    {
        var isWanted = false;
        var now = time.GetUtcNow();
        foreach (var (id, server) in _servers)
        {
            if (now > server.Until)
            {
                _servers.Remove(id);
            }
            else if (id != serverId)
            {
                server.Receiver.ReceiveAsync(this.GetPrimaryKeyString(), jobEvent).Ignore();
                isWanted = true;
            }
        }

        return isWanted;
    }
}
