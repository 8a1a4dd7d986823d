using CsCheck;
using ModelMine.Core.Contracts;
using ModelMine.Server.Live;

namespace ModelMine.Tests.Server.Live;

public sealed class JobFeedTests(SiloWorld world) : IClassFixture<SiloWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FollowAsync_StoredThenLive_EachOnceInOrderUntilTheTerminalOne()
    {
        var job = await world.JobAsync();
        for (var i = 0; i < 5; i++) await world.AppendAsync(job);
        var following = ReadAsync(job, after: 2);
        for (var i = 0; i < 300; i++) await world.AppendAsync(job);
        await world.AppendAsync(job, JobStatus.Completed);
        (await following).ShouldBe(Numbers(3, 306));
    }

    [Fact]
    public async Task FollowAsync_SlowFollower_CatchesUpFromTheStore()
    {
        var job = await world.JobAsync();
        await world.AppendAsync(job);
        await using var events = world.Feed.FollowAsync(job, 0, Stop).GetAsyncEnumerator(Stop);
        (await events.MoveNextAsync()).ShouldBeTrue();
        var seen = new List<long> { events.Current.Seq };
        for (var i = 0; i < Subscription.Capacity * 3; i++) await world.AppendAsync(job);
        await world.AppendAsync(job, JobStatus.Completed);
        while (await events.MoveNextAsync()) seen.Add(events.Current.Seq);
        seen.ShouldBe(Numbers(1, Subscription.Capacity * 3 + 2));
    }

    [Fact]
    public async Task FollowAsync_NothingAfterTheTerminalEvent_EndsAtOnce()
    {
        var job = await world.JobAsync();
        await world.AppendAsync(job);
        await world.AppendAsync(job, JobStatus.Completed);
        (await ReadAsync(job, after: 2)).ShouldBeEmpty();
        (await ReadAsync(job, after: 99)).ShouldBeEmpty();
        (await ReadAsync("job_unknown", after: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FollowAsync_LivePathLosesEverything_TheNextLookIntoTheStoreFindsIt()
    {
        world.LivePath = (_, _, _) => { };
        try
        {
            var job = await world.JobAsync();
            await world.AppendAsync(job);
            await using var events = world.Feed.FollowAsync(job, 0, Stop).GetAsyncEnumerator(Stop);
            await events.MoveNextAsync();
            var next = events.MoveNextAsync().AsTask();
            await world.AppendAsync(job, JobStatus.Completed);
            next.IsCompleted.ShouldBeFalse();
            await AdvanceUntilAsync(next);
            events.Current.Status.ShouldBe(JobStatus.Completed);
        }
        finally
        {
            world.LivePath = (feed, userId, jobEvent) => feed.Publish(userId, jobEvent);
        }
    }

    [Fact]
    public async Task FollowAsync_CutAndResumedWhileEventsAreLostDoubledAndMixedUp_NeitherGapNorDuplicate()
    {
        try
        {
            await Gen.Select(Gen.Int[1, 60], Gen.Int[0, 1000].Array[200], Gen.Int[1, 25].List[1, 6]).SampleAsync(
                (total, fates, cuts) => FollowThroughAsync(total, fates, cuts), iter: 40, threads: 1);
        }
        finally
        {
            world.LivePath = (feed, userId, jobEvent) => feed.Publish(userId, jobEvent);
        }
    }

    [Fact]
    public async Task FollowUserAsync_EventsOfSeveralUsers_OnlyOnesOwn()
    {
        var user = Id.New("usr");
        var (mine, alsoMine, other) = (await world.JobAsync(user), await world.JobAsync(user), await world.JobAsync("usr_other"));
        await using var events = world.Feed.FollowUserAsync(user, Stop).GetAsyncEnumerator(Stop);
        var next = events.MoveNextAsync();
        await world.AppendAsync(other, userId: "usr_other");
        await world.AppendAsync(mine, userId: user);
        await world.AppendAsync(alsoMine, userId: user);
        await next;
        events.Current.JobId.ShouldBe(mine);
        await events.MoveNextAsync();
        events.Current.JobId.ShouldBe(alsoMine);
    }

    [Fact]
    public async Task Publish_OnAnotherServer_ReachesFollowersHereWithoutTheStore()
    {
        var otherServer = new Followers();
        var link = new FeedLink(world.Get<IGrainFactory>(), otherServer, world.Get<TimeProvider>());
        var job = await world.JobAsync();
        using var subscription = otherServer.Add(job);
        await world.Get<IGrainFactory>().GetGrain<IFeedGrain>(job).SubscribeAsync("srv_probe", new Ignoring(world.Get<IGrainFactory>()).Reference);
        await world.AppendAsync(job);
        await foreach (var hint in subscription.HintsAsync(Stop))
        {
            hint!.JobId.ShouldBe(job);
            hint.Seq.ShouldBe(1);
            break;
        }

        GC.KeepAlive(link);
    }

    private async Task FollowThroughAsync(int total, int[] fates, List<int> cuts)
    {
        var random = 0;
        var withheld = new List<JobEvent>();
        world.LivePath = (feed, userId, jobEvent) =>
        {
            switch (fates[random++ % fates.Length] % 5)
            {
                case 0: break;
                case 1: feed.Publish(userId, jobEvent); feed.Publish(userId, jobEvent); break;
                case 2: withheld.Add(jobEvent); break;
                default:
                    feed.Publish(userId, jobEvent);
                    foreach (var late in withheld) feed.Publish(userId, late);
                    withheld.Clear();
                    break;
            }
        };
        var job = await world.JobAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i < total; i++) await world.AppendAsync(job);
            await world.AppendAsync(job, JobStatus.Completed);
        });

        var seen = new List<long>();
        var reading = Task.Run(async () =>
        {
            foreach (var cut in cuts.Append(int.MaxValue))
            {
                var read = 0;
                await foreach (var jobEvent in world.Feed.FollowAsync(job, seen.Count == 0 ? 0 : seen[^1], Stop))
                {
                    seen.Add(jobEvent.Seq);
                    if (++read == cut) break;
                }
            }
        });
        await writing;
        await AdvanceUntilAsync(reading);
        seen.ShouldBe(Numbers(1, total));
    }

    /// <summary>Lets looks into the store happen until the task is done; a real time limit makes a hang a failure.</summary>
    private async Task AdvanceUntilAsync(Task task)
    {
        var limit = Task.Delay(Patience, TimeProvider.System, Stop);
        while (!task.IsCompleted && !limit.IsCompleted)
        {
            world.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(task, limit, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop));
        }

        task.IsCompleted.ShouldBeTrue("the follower still waits");
        await task;
    }

    private async Task<List<long>> ReadAsync(string job, long after)
    {
        using var limit = new CancellationTokenSource(Patience);
        var seen = new List<long>();
        await foreach (var jobEvent in world.Feed.FollowAsync(job, after, limit.Token)) seen.Add(jobEvent.Seq);
        return seen;
    }

    private static List<long> Numbers(long first, long last) => [.. Enumerable.Range((int)first, (int)(last - first + 1)).Select(n => (long)n)];

    private sealed class Ignoring : IFeedReceiver
    {
        public Ignoring(IGrainFactory grains) => Reference = grains.CreateObjectReference<IFeedReceiver>(this);

        public IFeedReceiver Reference { get; }

        public Task ReceiveAsync(string topic, JobEvent jobEvent) => Task.CompletedTask;

        public Task RecallAsync(string topic) => Task.CompletedTask;
    }
}
