using ModelMine.Core.Contracts;
using ModelMine.Server.Live;

namespace ModelMine.Tests.Server.Live;

public sealed class FeedWantsTests(SiloWorld world) : IClassFixture<SiloWorld>
{
    [Fact]
    public async Task Grain_NobodyElsewhereFollows_SaysSo_AndTakesItBackWhenSomebodyDoes()
    {
        var topic = Id.New("job");
        var grain = world.Get<IGrainFactory>().GetGrain<IFeedGrain>(topic);
        var (publisher, follower) = (new Receiver(world.Get<IGrainFactory>()), new Receiver(world.Get<IGrainFactory>()));
        (await grain.OfferAsync("srv_a", publisher.Reference, SomeEvent(topic))).ShouldBeFalse();

        await grain.SubscribeAsync("srv_b", follower.Reference);

        publisher.Recalled.Task.IsCompleted.ShouldBeTrue("whoever follows may rely on it from here on");
        (await publisher.Recalled.Task).ShouldBe(topic);
        (await grain.OfferAsync("srv_a", publisher.Reference, SomeEvent(topic))).ShouldBeTrue();
        (await follower.Received.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).JobId.ShouldBe(topic);
    }

    [Fact]
    public async Task Grain_OnlyThePublishingServerFollows_WantsNothing()
    {
        var topic = Id.New("job");
        var grain = world.Get<IGrainFactory>().GetGrain<IFeedGrain>(topic);
        var server = new Receiver(world.Get<IGrainFactory>());
        await grain.SubscribeAsync("srv_a", server.Reference);
        (await grain.OfferAsync("srv_a", server.Reference, SomeEvent(topic))).ShouldBeFalse();
    }

    [Fact]
    public void Refused_UntilTimeIsUp_OrItIsTakenBack()
    {
        var wants = new FeedWants(world.Time);
        wants.Refuse("a", wants.Recalls);
        wants.Refuse("b", wants.Recalls);
        (wants.Wants("a"), wants.Wants("c")).ShouldBe((false, true));
        wants.Recall("a");
        (wants.Wants("a"), wants.Wants("b")).ShouldBe((true, false));
        world.Time.Advance(FeedWants.RememberedFor);
        wants.Wants("b").ShouldBeTrue();
    }

    [Fact]
    public void Refusal_ThatCrossedWithAFollower_DoesNotCount()
    {
        var wants = new FeedWants(world.Time);
        var before = wants.Recalls;
        wants.Recall("a");
        wants.Refuse("a", before);
        wants.Wants("a").ShouldBeTrue();
    }

    private static JobEvent SomeEvent(string jobId) =>
        new() { JobId = jobId, Seq = 1, Type = JobEventType.Report, At = DateTimeOffset.UnixEpoch, Status = JobStatus.Running };

    private sealed class Receiver : IFeedReceiver
    {
        public Receiver(IGrainFactory grains) => Reference = grains.CreateObjectReference<IFeedReceiver>(this);

        public IFeedReceiver Reference { get; }

        public TaskCompletionSource<string> Recalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<JobEvent> Received { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task ReceiveAsync(string topic, JobEvent jobEvent)
        {
            Received.TrySetResult(jobEvent);
            return Task.CompletedTask;
        }

        public Task RecallAsync(string topic)
        {
            Recalled.TrySetResult(topic);
            return Task.CompletedTask;
        }
    }
}
