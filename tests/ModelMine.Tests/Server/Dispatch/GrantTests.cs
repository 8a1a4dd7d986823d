using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

public abstract class GrantTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : GrantTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : GrantTests(StorageProduct.Postgres);

    [Fact]
    public async Task HigherPriority_GoesFirst()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync(slots: 2);
        await world.SubmitAsync(user, priority: 50);
        world.Time.Advance(TimeSpan.FromSeconds(59));
        var urgent = await world.SubmitAsync(user, priority: 51);

        (await world.ClaimAsync(node))!.JobId.ShouldBe(urgent.Id);
    }

    [Fact]
    public async Task TenJobsOfOneUser_DoNotDelayTheFirstOfAnotherByMoreThanOneTurn()
    {
        await using var world = await CreateWorldAsync();
        var (many, few) = (await world.UserAsync(), await world.UserAsync());
        var node = await world.NodeAsync(slots: 1);
        for (var i = 0; i < 10; i++) await world.SubmitAsync(many, stake: 10);
        var running = (await world.ClaimAsync(node))!;
        var other = await world.SubmitAsync(few);

        await world.CompleteAsync(node, running);
        (await world.ClaimAsync(node))!.JobId.ShouldBe(other.Id);
    }

    [Fact]
    public async Task SamePriorityOneUser_OldestGoesFirst()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync(slots: 3);
        var submitted = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            submitted.Add((await world.SubmitAsync(user)).Id);
            world.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var granted = new List<string>();
        for (var i = 0; i < 3; i++) granted.Add((await world.ClaimAsync(node))!.JobId);
        granted.ShouldBe(submitted);
    }

    [Fact]
    public async Task JobTooBigForTheNode_IsLeftForALargerOne()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(user);

        (await world.ClaimAsync(node, memory: 10)).ShouldBeNull();
        (await world.ClaimAsync(node, memory: 100_000))!.JobId.ShouldBe(job.Id);
    }

    [Fact]
    public async Task FullNode_GetsNothingEvenWhenItSaysThatItHasRoom()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync(slots: 1);
        await world.SubmitAsync(user);
        await world.SubmitAsync(user);

        (await world.ClaimAsync(node)).ShouldNotBeNull();
        (await world.ClaimAsync(node)).ShouldBeNull();
    }

    [Fact]
    public async Task AgentOfAnEarlierSession_GetsNothing()
    {
        await using var world = await CreateWorldAsync();
        await world.SubmitAsync(await world.UserAsync());
        var node = await world.NodeAsync(session: "new");

        (await world.ClaimAsync(node, session: "old")).ShouldBeNull();
    }

    [Fact]
    public async Task TwoNodesClaimAtOnce_OneJobHasOneHolder()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.NodeAsync()));
        await world.SubmitAsync(user);

        var grants = await Task.WhenAll(nodes.Select(node => world.ClaimAsync(node)));

        grants.Count(grant => grant is not null).ShouldBe(1);
    }

    [Fact]
    public async Task WaitingClaim_IsAnsweredTheMomentAJobIsSubmitted()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        var waiting = world.Get<ClaimWork>().ExecuteAsync(node, new("s1", 1, 100_000, 30), CancellationToken.None);

        var job = await world.SubmitAsync(user);

        // The fake clock stands still: only the wake-up can have answered.
        (await waiting).Grants.ShouldHaveSingleItem().JobId.ShouldBe(job.Id);
    }
}
