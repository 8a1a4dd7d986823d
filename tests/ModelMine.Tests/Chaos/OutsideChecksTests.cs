using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Checks.Jobs;
using ModelMine.Chaos.Checks.Leases;
using ModelMine.Chaos.Checks.Ledger;
using ModelMine.Chaos.Checks.Tokens;
using ModelMine.Chaos.Runs;

namespace ModelMine.Tests.Chaos;

/// <summary>What the outside was promised and saw, held against the database and the server: each lie is found, and the truth is not called one.</summary>
/// <param name="story">A server, and the truth about it.</param>
public sealed class OutsideChecksTests(FinishedStory story) : IClassFixture<FinishedStory>
{
    [Fact]
    public async Task Truth_NothingIsFound() =>
        (await (await story.RunAsync()).CheckAsync(CancellationToken.None)).ShouldBeEmpty();

    [Fact]
    public async Task Submit_WhoseJobVanished_IsFound()
    {
        var record = await story.HonestRecordAsync();
        record.Submits["lost"] = new AcknowledgedSubmit("lost", "ada", "{}", "job_lost", DateTimeOffset.UnixEpoch);

        await ShouldFindAsync(new J1NothingAcknowledgedIsLost(), "job_lost", record);
        await ShouldFindAsync(new J1OwnersSeeTheirJobs(), "job_lost", record);
    }

    [Fact]
    public Task Job_InAnotherStateThanItsOwnerSees_IsFound() =>
        ShouldFindAsync(new J1OwnersSeeTheirJobs(), story.Done, plant: "UPDATE jobs SET status = 'FAILED' WHERE id = {done}");

    [Fact]
    public async Task Submit_ThatMadeTwoJobs_IsFound()
    {
        await ShouldFindAsync(new J3OneJobASubmit(), story.Done, plant: "DELETE FROM idempotency_keys WHERE job_id = {done}");
        var record = await story.HonestRecordAsync();
        record.Submits["key of done"] = record.Submits["key of done"] with { JobId = "job_other" };
        await ShouldFindAsync(new J3OneJobASubmit(), "job_other", record);
    }

    [Fact]
    public async Task Contradiction_IsFound()
    {
        var record = await story.HonestRecordAsync();
        record.Contradictions.Enqueue("first this, then that");
        await ShouldFindAsync(new J3NobodyWasContradicted(), "first this, then that", record);
    }

    [Fact]
    public async Task Cancel_ThatDidNotStand_IsFound()
    {
        var record = await story.HonestRecordAsync();
        record.Cancels.Enqueue(new AcknowledgedCancel(story.Done, "CANCELED", DateTimeOffset.UnixEpoch));
        await ShouldFindAsync(new J6CancelsStand(), story.Done, record);
    }

    [Theory]
    [InlineData(false, new long[] { 1, 2, 4 })]
    [InlineData(false, new long[] { 1, 2, 2, 3 })]
    [InlineData(false, new long[] { 2, 3 })]
    [InlineData(false, new long[] { 1, 3, 2 })]
    [InlineData(true, new long[] { 1, 2, 3 })]
    public async Task Watcher_WhoMissedSomething_IsFound(bool sawTheEnd, long[] seqs)
    {
        var record = await story.HonestRecordAsync();
        record.Feeds.Enqueue(new WatchedFeed(story.Done, seqs, 1, "COMPLETED", sawTheEnd));
        await ShouldFindAsync(new L5WatchersSawEverything(), story.Done, record);
    }

    [Fact]
    public Task Stream_ThatEndsBeforeTheStoredEnd_IsFound() =>
        ShouldFindAsync(new L5EventsReplayOutside(), story.Done, plant: "UPDATE jobs SET last_event_seq = last_event_seq + 1 WHERE id = {done}");

    [Fact]
    public async Task Attempt_OfALostNodeThatStillRuns_IsFound()
    {
        var record = await story.HonestRecordAsync();
        record.LostHolders.Enqueue(new LostHolder(story.Done, "att_1", 1, Fault: 7, LostAt: 0));
        await ShouldFindAsync(new L4NothingStaysWithTheLost(), "fault 7", record, "UPDATE attempts SET id = 'att_1', status = 'RUNNING' WHERE job_id = {done}");
    }

    [Fact]
    public Task Ledger_ThatEndsElsewhereOutside_IsFound() =>
        ShouldFindAsync(new G2VerifiesOutside(), "stored", plant: "UPDATE ledger_head SET height = height + 1");

    [Theory]
    [InlineData(1, "G3")]
    [InlineData(2, "G4")]
    public async Task Head_ThatDidNotLast_IsFound(long height, string invariant)
    {
        var record = await story.HonestRecordAsync();
        record.Heads.Enqueue(new SeenHead(height, new string('a', 64), DateTimeOffset.UnixEpoch));
        (await ShouldFindAsync(new G3HeadsStand(), new string('a', 64), record)).Invariant.ShouldBe(invariant);
    }

    [Fact]
    public Task Wallet_ThatIsAnotherOutside_IsFound() =>
        ShouldFindAsync(new T6OwnersSeeTheirBalances(), "ada", plant: "UPDATE wallets SET balance = balance - 1 WHERE id LIKE 'user:%'");

    [Fact]
    public async Task Check_ThatCannotLook_ProvesNothing()
    {
        var run = await story.RunAsync() with { OpenDatabaseAsync = _ => throw new InvalidOperationException("no database") };

        var found = await run.CheckAsync(CancellationToken.None);

        found.Count.ShouldBeGreaterThan(30);
        found.ShouldAllBe(violation => violation.Sentence.Contains("could not look: no database"));
    }

    private async Task<Violation> ShouldFindAsync(IInvariantCheck check, string id, RunRecord? record = null, string plant = "")
    {
        var found = await check.FindAsync(await story.RunAsync(plant, record), CancellationToken.None);
        var violation = found.ShouldHaveSingleItem();
        violation.Ids.ShouldContain(shown => shown.Contains(id));
        return violation;
    }
}
