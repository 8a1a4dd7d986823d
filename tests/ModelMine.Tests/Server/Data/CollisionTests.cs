using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Data;

/// <summary>What becomes of writes when other servers write, or the connection breaks.</summary>
public sealed class CollisionTests
{
    private static Task<World> WorldAsync() => World.CreateAsync(storage: StorageProduct.Postgres);

    [Fact]
    public async Task Deadlock_OfTwoServers_RunsOneOfThemAgainAndBothAreStored()
    {
        await using var world = await WorldAsync();
        await using var other = await world.AnotherServerAsync();
        await world.StoreBlobAsync("one", 1);
        await world.StoreBlobAsync("two", 1);
        var (held, runs) = (new CountdownEvent(2), 0);

        async Task<int> RaiseAsync(WriteScope scope, string first, string second)
        {
            Interlocked.Increment(ref runs);
            await scope.ExecuteAsync($"UPDATE blobs SET size = size + 1 WHERE digest = {first}");
            if (!held.IsSet) held.Signal();
            await Task.Run(() => held.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue());
            return await scope.ExecuteAsync($"UPDATE blobs SET size = size + 1 WHERE digest = {second}");
        }

        await Task.WhenAll(
            world.Get<GroupCommit>().WriteApartAsync(scope => RaiseAsync(scope, "one", "two")),
            other.Get<GroupCommit>().WriteApartAsync(scope => RaiseAsync(scope, "two", "one")));

        // The one that runs again may be the quicker one again.
        runs.ShouldBeGreaterThanOrEqualTo(3);
        (await world.ReadAsync(database => Task.FromResult(database.Blobs.Select(blob => blob.Size).ToList()))).ShouldBe([3, 3]);
    }

    [Fact]
    public async Task Turn_OfOneServer_EndsBeforeTheNextOnesBegins()
    {
        await using var world = await WorldAsync();
        await using var other = await world.AnotherServerAsync();
        await world.StoreBlobAsync("counter", 0);
        var within = 0;

        // Read, then write what was read: without turns, one would undo what the other did.
        async Task<int> RaiseAsync(WriteScope scope)
        {
            Interlocked.Increment(ref within).ShouldBe(1);
            var size = await scope.FirstOrDefaultAsync<long>($"""SELECT size AS "Value" FROM blobs WHERE digest = 'counter'""");
            var changed = await scope.ExecuteAsync($"UPDATE blobs SET size = {size + 1} WHERE digest = 'counter'");
            Interlocked.Decrement(ref within);
            return changed;
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? world : other).Get<GroupCommit>().WriteAsync(RaiseAsync)));

        (await world.ReadAsync(database => Task.FromResult(database.Blobs.Single().Size))).ShouldBe(200);
    }

    [Fact]
    public async Task ConnectionKilledWithinAGroup_TellsEachOfItsCallers_AndTheNextWriteIsStored()
    {
        await using var world = await WorldAsync();
        var writer = world.Get<GroupCommit>();
        var (runs, begin) = (new TaskCompletionSource(), new TaskCompletionSource());
        var busy = writer.WriteAsync(async _ =>
        {
            runs.SetResult();
            await begin.Task;
            return 0;
        });
        await runs.Task;
        var group = Enumerable.Range(0, 10).Select(i => writer.WriteAsync(scope => i == 5
            ? scope.ExecuteAsync($"SELECT pg_terminate_backend(pg_backend_pid())")
            : scope.ExecuteAsync($"INSERT INTO blobs (digest, size, created_at) VALUES ({$"blob {i}"}, 1, 0)"))).ToList();

        begin.SetResult();
        await busy;
        foreach (var write in group) DatabaseFaults.IsUnavailable(await Should.ThrowAsync<Exception>(() => write)).ShouldBeTrue();
        await world.StoreBlobAsync("later", 1);

        (await world.ReadAsync(database => Task.FromResult(database.Blobs.Select(blob => blob.Digest).ToList()))).ShouldBe(["later"]);
    }

    [Fact]
    public async Task ConnectionKilledDuringTheCommit_IsSaidToBeAnUnknownOutcome()
    {
        await using var world = await WorldAsync();
        var writer = world.Get<GroupCommit>();
        await writer.WriteAsync(scope => scope.ExecuteAsync($$"""
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER dies_at_commit AFTER INSERT ON blobs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()
            """));

        await Should.ThrowAsync<UnknownOutcomeException>(() => world.StoreBlobAsync("one", 1));

        (await writer.WriteAsync(scope => scope.FirstOrDefaultAsync<int>($"""SELECT COUNT(*) AS "Value" FROM blobs"""))).ShouldBe(0);
    }

    [Fact]
    public async Task UniqueRowThatAnotherServerStoredMeanwhile_IsSeenWhenTheWriteRunsAgain()
    {
        await using var world = await WorldAsync();
        await using var other = await world.AnotherServerAsync();
        var looked = new TaskCompletionSource();
        var stored = new TaskCompletionSource();

        async Task<string> StoreOnceAsync(WriteScope scope)
        {
            var there = await scope.FirstOrDefaultAsync<int>($"""SELECT COUNT(*) AS "Value" FROM blobs WHERE digest = 'one'""");
            looked.TrySetResult();
            await stored.Task;
            if (there > 0) return "was there";
            await scope.ExecuteAsync($"INSERT INTO blobs (digest, size, created_at) VALUES ('one', 1, 0)");
            return "stored";
        }

        var slow = world.Get<GroupCommit>().WriteApartAsync(StoreOnceAsync);
        await looked.Task;
        await other.Get<GroupCommit>().WriteApartAsync(scope => scope.ExecuteAsync($"INSERT INTO blobs (digest, size, created_at) VALUES ('one', 2, 0)"));
        stored.SetResult();

        (await slow).ShouldBe("was there");
    }

    [Fact]
    public async Task TextWithNul_IsStoredWithTheCharacterForUnreadableOnes()
    {
        await using var world = await WorldAsync();

        await world.StoreBlobAsync("a\0b", 1);

        (await world.ReadAsync(database => Task.FromResult(database.Blobs.Single().Digest))).ShouldBe("a\uFFFDb");
    }
}
