using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

public abstract class FairnessTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : FairnessTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : FairnessTests(StorageProduct.Postgres);

    [Fact]
    public async Task LowJob_OvertakesANewUrgentOneOfTheSameUser_AfterTheDifferenceInMinutes()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync(slots: 2);
        var low = await world.SubmitAsync(user, priority: 40);
        world.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        var soonEnough = await world.SubmitAsync(user, priority: 50);
        world.Time.Advance(TimeSpan.FromMilliseconds(2));
        await world.SubmitAsync(user, priority: 50);

        (await world.ClaimAsync(node))!.JobId.ShouldBe(soonEnough.Id);
        (await world.ClaimAsync(node))!.JobId.ShouldBe(low.Id);
    }

    [Fact]
    public async Task LowJob_OvertakesAnotherUsersUrgentOnes_OnceItWaitedForTheDifference()
    {
        await using var world = await CreateWorldAsync();
        var (patient, urgent) = (await world.UserAsync(), await world.UserAsync());
        var node = await world.NodeAsync();
        var low = await world.SubmitAsync(patient, priority: 47);
        for (var i = 0; i < 5; i++) await world.SubmitAsync(urgent, stake: 10, priority: 50);

        var order = new List<string>();
        for (var turn = 0; turn < 5; turn++)
        {
            var grant = (await world.ClaimAsync(node))!;
            order.Add(grant.JobId);
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await world.CompleteAsync(node, grant);
        }

        order.IndexOf(low.Id).ShouldBe(3, "three points of priority are three minutes");
    }

    [Fact]
    public async Task JobWhoseNodeWasLost_GoesOnBeforeOthersOfItsLevel_ThatNeverRan()
    {
        await using var world = await CreateWorldAsync();
        var (lost, node) = (await world.NodeAsync(), await world.NodeAsync(slots: 3));
        var interrupted = await world.SubmitAsync(await world.UserAsync());
        (await world.ClaimAsync(lost))!.JobId.ShouldBe(interrupted.Id);
        var others = new[] { await world.SubmitAsync(await world.UserAsync()), await world.SubmitAsync(await world.UserAsync()) };

        (await world.PassAsync(TimeSpan.FromSeconds(91))).ShouldBe(1);
        world.Time.Advance(TimeSpan.FromSeconds(2));

        (await world.ClaimAsync(node))!.JobId.ShouldBe(interrupted.Id, "its user has had no machine since the node was last heard");
        others.Select(other => other.Id).ShouldBe([(await world.ClaimAsync(node))!.JobId, (await world.ClaimAsync(node))!.JobId], ignoreOrder: true);
    }

    [Fact]
    public async Task UserAtTheRunningLimit_WaitsAndIsToldSo_WhileOthersGoOn()
    {
        await using var world = await CreateWorldAsync(limit: limits => limits.RunningJobs = 2);
        var (many, few) = (await world.UserAsync(), await world.UserAsync());
        var node = await world.NodeAsync(slots: 4);
        for (var i = 0; i < 3; i++) await world.SubmitAsync(many, stake: 10);
        var first = (await world.ClaimAsync(node))!;
        await world.ClaimAsync(node);

        (await world.ClaimAsync(node)).ShouldBeNull();
        var waits = (await world.Get<JobQueries>().ListAsync(many, JobStatus.Pending, null, 10, CancellationToken.None)).Items.ShouldHaveSingleItem();
        waits.Waiting!.Word.ShouldBe("USER_LIMIT");
        waits.Waiting.Sentence.ShouldStartWith("You have 2 jobs running");
        var other = await world.SubmitAsync(few);
        (await world.ClaimAsync(node))!.JobId.ShouldBe(other.Id);

        await world.CompleteAsync(node, first);
        (await world.ClaimAsync(node))!.JobId.ShouldBe(waits.Id);
    }

    [Fact]
    public async Task UserWithTooManyWaiting_IsRefusedWithTheLimit_AndARepeatedSubmitIsNot()
    {
        await using var world = await CreateWorldAsync(limit: limits => limits.PendingJobs = 2);
        var user = await world.UserAsync();
        var first = await world.SubmitAsync(user, stake: 10, key: "first");
        await world.SubmitAsync(user, stake: 10);

        var refused = await Should.ThrowAsync<RefusedException>(() => world.SubmitAsync(user, stake: 10));

        (refused.Problem.Status, refused.Problem.Code, refused.Problem.Title).ShouldBe((429, "too_many_pending", "You have 2 jobs waiting; one user may have 2."));
        refused.RetryAfter.ShouldNotBeNull();
        (await world.SubmitAsync(user, stake: 10, key: "first")).Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task UserWithTooMuchStored_IsRefusedWithTheLimit()
    {
        await using var world = await CreateWorldAsync(limit: limits => limits.StorageMiB = 1);
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(user, stake: 10);
        var grant = (await world.ClaimAsync(node))!;
        await world.StoreBlobAsync("big", 2 * 1024 * 1024);
        await world.Get<TakeSnapshot>().ExecuteAsync(
            node, grant.AttemptId, new SnapshotReport(grant.LeaseEpoch, new SnapshotRef("big", 2 * 1024 * 1024, 1, 1)), CancellationToken.None);
        world.Time.Advance(TimeSpan.FromMinutes(1));

        var refused = await Should.ThrowAsync<RefusedException>(() => world.SubmitAsync(user, stake: 10));

        (refused.Problem.Status, refused.Problem.Code).ShouldBe((409, "storage_full"));
        refused.Problem.Title.ShouldBe("Your data sets, weights and snapshots take 2 MiB; one user may have 1 MiB.");
    }

    [Fact]
    public async Task TenThousandJobsOfOneUser_DoNotDelayTheFirstOfAnotherByMoreThanOneTurn()
    {
        await using var world = await CreateWorldAsync();
        var (many, few) = (await world.UserAsync(tokens: 200_000), await world.UserAsync());
        var node = await world.NodeAsync();
        await StoreCopiesAsync(world, await world.SubmitAsync(many), 10_000);
        var running = (await world.ClaimAsync(node))!;
        var other = await world.SubmitAsync(few);
        await world.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"UPDATE jobs SET lease_expires_at = now_ms() + 1000000 WHERE id = {running.JobId}"));
        world.Time.Advance(TimeSpan.FromMinutes(10));

        await world.CompleteAsync(node, running);
        (await world.ClaimAsync(node))!.JobId.ShouldBe(other.Id);
    }

    /// <summary>Stores copies of a pending job, as so many submits would have: only faster.</summary>
    internal static Task StoreCopiesAsync(World world, JobDetail job, int count) => world.Get<GroupCommit>().WriteAsync(async scope =>
    {
        var columns = scope.Database.Model.FindEntityType(typeof(Job))!.GetProperties().Select(property => property.GetColumnName()).Where(name => name != "id").ToList();
        var sql = $$"""
            INSERT INTO jobs (id, {{string.Join(", ", columns)}})
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
            SELECT j.id || '_' || i, {{string.Join(", ", columns.Select(name => name is "created_at" or "ranked_at" ? $"j.{name} + i" : $"j.{name}"))}} FROM jobs j, n WHERE j.id = {1}
            """;
        return await scope.ExecuteAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(sql, count, job.Id));
    });
}
