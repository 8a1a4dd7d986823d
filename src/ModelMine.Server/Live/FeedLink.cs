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
    private readonly Lazy<IFeedReceiver> _self;

    public FeedLink(IGrainFactory grains, Followers followers)
    {
        (_grains, _followers) = (grains, followers);
        _self = new(() => grains.CreateObjectReference<IFeedReceiver>(this));
        followers.Changed += (topic, isFollowed) => (isFollowed ? Subscribe(topic) : Grain(topic).UnsubscribeAsync(_serverId)).Ignore();
    }

    /// <summary>Passes an event to the followers on other servers.</summary>
    public void Publish(string topic, JobEvent jobEvent) => Grain(topic).PublishAsync(_serverId, jobEvent).Ignore();

    /// <summary>Says again what is followed here, in case a grain has lost it.</summary>
    public void Renew()
    {
        foreach (var topic in _followers.Topics) Subscribe(topic).Ignore();
    }

    Task IFeedReceiver.ReceiveAsync(string topic, JobEvent jobEvent)
    {
        _followers.Offer(topic, jobEvent);
        return Task.CompletedTask;
    }

    private Task Subscribe(string topic) => Grain(topic).SubscribeAsync(_serverId, _self.Value);

    private IFeedGrain Grain(string topic) => _grains.GetGrain<IFeedGrain>(topic);
}
