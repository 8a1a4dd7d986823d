using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Ledger;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Ledger;

public abstract class LedgerQueriesTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : LedgerQueriesTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : LedgerQueriesTests(StorageProduct.Postgres);

    private static readonly TimeSpan ResultStands = TimeSpan.FromSeconds(6);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VerifyAsync_EmptyLedger_IsValid()
    {
        await using var world = await CreateWorldAsync();
        (await world.Get<LedgerQueries>().VerifyAsync(Stop)).ShouldBe(new LedgerVerification(true, 0, new string('0', 64), null));
    }

    [Fact]
    public async Task VerifyAsync_BlocksOfCompletedJobs_AreValidUpToTheHead()
    {
        await using var world = await WithBlocksAsync(3);
        var verification = await world.Get<LedgerQueries>().VerifyAsync(Stop);
        verification.Problem.ShouldBeNull();
        verification.Blocks.ShouldBe(3);
        verification.Valid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("UPDATE ledger_blocks SET data = replace(data, '\"score\":0.9', '\"score\":0.99') WHERE height = 2", "Block 2")]
    [InlineData("UPDATE ledger_blocks SET timestamp = '2020-01-01T00:00:00.000Z' WHERE height = 1", "Block 1")]
    [InlineData("DELETE FROM ledger_blocks WHERE height = 2", "Block 2")]
    [InlineData("DELETE FROM ledger_blocks WHERE height = 3", "head says height 3")]
    [InlineData("DELETE FROM ledger_blocks", "head says height 3")]
    [InlineData("UPDATE ledger_head SET hash = 'beef'", "head says height 3 and beef")]
    [InlineData("UPDATE ledger_blocks SET job_id = 'job_of_a_stranger' WHERE height = 2", "filed under job_of_a_stranger")]
    public async Task VerifyAsync_TamperedDatabase_IsFound(string tampering, string words)
    {
        await using var world = await WithBlocksAsync(3);
        (await world.Get<GroupCommit>().WriteAsync(
            scope => scope.ExecuteAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(tampering)), Stop)).ShouldBeGreaterThan(0);
        var verification = await world.Get<LedgerQueries>().VerifyAsync(Stop);
        verification.Valid.ShouldBeFalse();
        verification.Problem.ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public async Task VerifyAsync_AskedAgain_StandsForSecondsUnlessTheLedgerGrew()
    {
        await using var world = await WithBlocksAsync(2);
        var ledger = world.Get<LedgerQueries>();
        (await ledger.VerifyAsync(Stop)).Valid.ShouldBeTrue();
        await world.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"UPDATE ledger_blocks SET hash = 'beef' WHERE height = 1"), Stop);
        (await ledger.VerifyAsync(Stop)).Valid.ShouldBeTrue();
        world.Time.Advance(ResultStands);
        (await ledger.VerifyAsync(Stop)).Valid.ShouldBeFalse();
    }

    [Fact]
    public async Task VerifyAsync_LedgerGrew_ChecksAnew()
    {
        await using var world = await WithBlocksAsync(1);
        (await world.Get<LedgerQueries>().VerifyAsync(Stop)).Blocks.ShouldBe(1);
        await CompleteJobAsync(world);
        (await world.Get<LedgerQueries>().VerifyAsync(Stop)).Blocks.ShouldBe(2);
    }

    [Fact]
    public async Task ListAsync_PageByPage_EachBlockOnceNewestFirst()
    {
        await using var world = await WithBlocksAsync(5);
        var (heights, cursor) = (new List<long>(), (string?)null);
        do
        {
            var page = await world.Get<LedgerQueries>().ListAsync(cursor, 2, Stop);
            heights.AddRange(page.Items.Select(block => block.Height));
            cursor = page.Next;
        }
        while (cursor is not null);
        heights.ShouldBe([5, 4, 3, 2, 1]);
    }

    [Fact]
    public async Task OfJobAsync_CompletedJob_IsTheBlockThatNamesIt()
    {
        await using var world = await CreateWorldAsync();
        var jobId = await CompleteJobAsync(world);
        (await world.Get<LedgerQueries>().OfJobAsync(jobId, Stop)).ShouldNotBeNull().JobId().ShouldBe(jobId);
        (await world.Get<LedgerQueries>().OfJobAsync("job_unknown", Stop)).ShouldBeNull();
    }

    private async Task<World> WithBlocksAsync(int blocks)
    {
        var world = await CreateWorldAsync();
        for (var i = 0; i < blocks; i++) await CompleteJobAsync(world);
        return world;
    }

    private static async Task<string> CompleteJobAsync(World world)
    {
        var job = await world.SubmitAsync(await world.UserAsync());
        var node = await world.NodeAsync();
        await world.CompleteAsync(node, (await world.ClaimAsync(node)).ShouldNotBeNull());
        return job.Id;
    }
}
