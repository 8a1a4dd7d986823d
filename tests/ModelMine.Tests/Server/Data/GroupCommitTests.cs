using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Data;

public abstract class GroupCommitTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : GroupCommitTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : GroupCommitTests(StorageProduct.Postgres);

    [Fact]
    public async Task WriteThatThrows_UndoesItselfAloneAndTellsItsCaller()
    {
        await using var world = await CreateWorldAsync();
        var writer = world.Get<GroupCommit>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            try
            {
                await writer.WriteAsync(async scope =>
                {
                    await scope.ExecuteAsync($"INSERT INTO blobs (digest, size, created_at) VALUES ({$"blob {i}"}, {i}, now_ms())");
                    return i % 3 == 0 ? throw new InvalidOperationException($"write {i}") : i;
                });
                return true;
            }
            catch (InvalidOperationException error) when (error.Message == $"write {i}")
            {
                return false;
            }
        }));

        var stored = await world.ReadAsync(database => database.Blobs.Select(b => (int)b.Size).ToListAsync());
        stored.Order().ShouldBe(Enumerable.Range(0, 200).Where(i => i % 3 != 0));
        outcomes.Count(ok => ok).ShouldBe(stored.Count);
    }

    [Fact]
    public async Task AfterCommit_RunsOnlyForWritesThatCommitted()
    {
        await using var world = await CreateWorldAsync();
        var ran = new List<string>();

        await world.Get<GroupCommit>().WriteAsync(scope =>
        {
            scope.AfterCommit(() => ran.Add("committed"));
            return Task.FromResult(0);
        });
        await Should.ThrowAsync<InvalidOperationException>(() => world.Get<GroupCommit>().WriteAsync<int>(scope =>
        {
            scope.AfterCommit(() => ran.Add("undone"));
            throw new InvalidOperationException();
        }));

        ran.ShouldBe(["committed"]);
    }

    [Fact]
    public async Task AfterCommitThatThrows_LeavesTheCommitAndItsAnswerStanding()
    {
        await using var world = await CreateWorldAsync();
        var ran = false;

        var answer = await world.Get<GroupCommit>().WriteAsync(scope =>
        {
            scope.AfterCommit(() => throw new InvalidOperationException("the sink is broken"));
            scope.AfterCommit(() => ran = true);
            return Task.FromResult("committed");
        });

        (answer, ran).ShouldBe(("committed", true));
    }

    [Fact]
    public async Task CanceledWhileItWaits_IsNeverRun()
    {
        await using var world = await CreateWorldAsync();
        var writer = world.Get<GroupCommit>();
        var first = new TaskCompletionSource();
        var busy = writer.WriteAsync(async _ =>
        {
            await first.Task;
            return 0;
        });
        using var hangUp = new CancellationTokenSource();
        var ran = false;
        var waiting = writer.WriteAsync(_ => Task.FromResult(ran = true), hangUp.Token);

        await hangUp.CancelAsync();
        first.SetResult();
        await busy;

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task DatabaseClock_IsTheOneThatTestsSet()
    {
        await using var world = await CreateWorldAsync();

        var now = await world.Get<GroupCommit>().WriteAsync(scope => scope.NowAsync());

        now.ShouldBe(world.Time.GetUtcNow());
    }
}
