using ModelMine.Core.Contracts;
using Orleans.Concurrency;

namespace ModelMine.Server.Live;

/// <summary>
/// Passes the events of a topic (key: id of a job or a user) from the server where they happened to the servers where
/// somebody follows. It keeps only who listens; whatever it loses, followers find in the store.
/// </summary>
[Alias("modelmine.feed")]
internal interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins, or goes on, to send a server the topic's events. When it ends, those who publish know that they are wanted: what
    /// happened before is in the store, and what happens from then on is sent.
    /// </summary>
    /// <param name="serverId">The server.</param>
    /// <param name="receiver">What takes them there.</param>
    [Alias("subscribe")]
    Task SubscribeAsync(string serverId, IFeedReceiver receiver);

    /// <summary>Ends it.</summary>
    /// <param name="serverId">The server.</param>
    [Alias("unsubscribe")]
    Task UnsubscribeAsync(string serverId);

    /// <summary>Passes an event to the other servers.</summary>
    /// <param name="serverId">The server that it comes from.</param>
    /// <param name="publisher">What to tell when the topic is wanted again.</param>
    /// <param name="jobEvent">The event.</param>
    /// <returns>False when no other server follows: further events need not come, for a while.</returns>
    [Alias("offer")]
    Task<bool> OfferAsync(string serverId, IFeedReceiver publisher, [Immutable] JobEvent jobEvent);

    /// <summary>Passes an event to the other servers; what servers of an earlier version call.</summary>
    /// <param name="serverId">The server that it comes from.</param>
    /// <param name="jobEvent">The event.</param>
    [Alias("publish"), OneWay]
    Task PublishAsync(string serverId, [Immutable] JobEvent jobEvent);
}

/// <summary>Takes events that happened on other servers.</summary>
[Alias("modelmine.feed-receiver")]
internal interface IFeedReceiver : IGrainObserver
{
    /// <summary>Takes an event.</summary>
    /// <param name="topic">Id of the job or the user.</param>
    /// <param name="jobEvent">The event.</param>
    [Alias("receive"), OneWay]
    Task ReceiveAsync(string topic, [Immutable] JobEvent jobEvent);

    /// <summary>Somebody follows the topic on another server: its events are wanted from now on.</summary>
    /// <param name="topic">Id of the job or the user.</param>
    [Alias("recall")]
    Task RecallAsync(string topic);
}
