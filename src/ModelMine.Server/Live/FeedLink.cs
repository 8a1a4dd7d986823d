using ModelMine.Core.Contracts;

namespace ModelMine.Server.Live;

/// <summary>
/// Joins this server's followers with what happens on others. All of it is best effort: nothing waits for it, and what it
/// fails to bring is found in the store.
/// </summary>
internal sealed class FeedLink : IFeedReceiver
{
    /// <summary>How often a server says that it still listens.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    private readonly string _serverId = Id.New("srv");
    private readonly IGrainFactory _grains;
    private readonly Followers _followers;
    private readonly FeedWants _wants;
    private readonly Lazy<IFeedReceiver> _self;

    public FeedLink(IGrainFactory grains, Followers followers, TimeProvider time)
    {
        (_grains, _followers, _wants) = (grains, followers, new FeedWants(time));
        _self = new(() => grains.CreateObjectReference<IFeedReceiver>(this));
        followers.Changed += (topic, isFollowed) => (isFollowed ? JoinAsync(topic) : Grain(topic).UnsubscribeAsync(_serverId)).Ignore();
    }

    /// <summary>The first follower of a topic is heard of on the other servers: what happened until then is in the store, and may not have been sent.</summary>
    public event Action<string>? Joined;

    /// <summary>Passes an event to the followers on other servers, where there may be any.</summary>
    public void Publish(string topic, JobEvent jobEvent)
    {
        if (_wants.Wants(topic)) PublishAsync(topic, jobEvent, _wants.Recalls).Ignore();
    }

    /// <summary>Says again what is followed here, in case a grain has lost it.</summary>
    public void Renew()
    {
        _wants.RecallAll();
        foreach (var topic in _followers.Topics) Subscribe(topic).Ignore();
    }

    Task IFeedReceiver.ReceiveAsync(string topic, JobEvent jobEvent)
    {
        _followers.Offer(topic, jobEvent);
        return Task.CompletedTask;
    }

    Task IFeedReceiver.RecallAsync(string topic)
    {
        _wants.Recall(topic);
        return Task.CompletedTask;
    }

    private async Task PublishAsync(string topic, JobEvent jobEvent, long recallsBefore)
    {
        if (!await Grain(topic).OfferAsync(_serverId, _self.Value, jobEvent)) _wants.Refuse(topic, recallsBefore);
    }

    private async Task JoinAsync(string topic)
    {
        await Subscribe(topic);
        Joined?.Invoke(topic);
    }

    private Task Subscribe(string topic) => Grain(topic).SubscribeAsync(_serverId, _self.Value);

    private IFeedGrain Grain(string topic) => _grains.GetGrain<IFeedGrain>(topic);
}
