using ModelMine.Core.Contracts;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Tests.Server.Dispatch;

public abstract class LeaseTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : LeaseTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : LeaseTests(StorageProduct.Postgres);

    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(91);

    [Fact]
    public async Task SilentNode_LosesItsJobAndTheNextAttemptGoesOnFromTheSnapshot()
    {
        await using var world = await CreateWorldAsync();
        var (first, second) = (await world.NodeAsync(), await world.NodeAsync());
        await world.SubmitAsync(await world.UserAsync());
        var lost = (await world.ClaimAsync(first))!;
        var snapshot = new SnapshotRef(Results.Digest("snapshot"), 7, Step: 60, TrainingEpoch: 3);
        await world.StoreBlobAsync(snapshot.Digest, snapshot.Size);
        await world.Get<TakeSnapshot>().ExecuteAsync(first, lost.AttemptId, new SnapshotReport(lost.LeaseEpoch, snapshot), CancellationToken.None);

        (await world.PassAsync(PastTheLease)).ShouldBe(1);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        var next = (await world.ClaimAsync(second))!;

        (next.JobId, next.AttemptNumber, next.Snapshot).ShouldBe((lost.JobId, 2, snapshot));
        next.LeaseEpoch.ShouldBeGreaterThan(lost.LeaseEpoch);
        await Should.ThrowAsync<RefusedException>(() => world.CompleteAsync(first, lost));
        await world.CompleteAsync(second, next);
        (await world.BalanceAsync(Wallet.OfNode(first))).ShouldBe(0, "T7: a stale attempt earns nothing");
        (await world.BalanceAsync(Wallet.OfNode(second))).ShouldBe(80);
    }

    [Fact]
    public async Task Outage_LongerThanALease_CostsNoAttempt_WhenTheNodeComesBackSoonAfterIt()
    {
        await using var world = await CreateWorldAsync();
        var (node, other) = (await world.NodeAsync(), await world.NodeAsync());
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;
        var sweep = world.Get<LostAttemptSweep>();
        await sweep.SweepAsync(CancellationToken.None);

        world.Time.Advance(TimeSpan.FromMinutes(10));
        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(0);
        world.Time.Advance(TimeSpan.FromSeconds(25));
        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(0);
        (await world.ClaimAsync(other)).ShouldBeNull("L1: nobody else gets it while it may still be renewed");
        (await world.Get<ILeaseRenewal>().RenewAsync(node, "s1", [new HeldAttempt(grant.AttemptId, grant.LeaseEpoch)], draining: false, CancellationToken.None)).ShouldBeEmpty();

        (await world.PassAsync(TimeSpan.FromSeconds(60))).ShouldBe(0);
        await world.CompleteAsync(node, grant);
    }

    [Fact]
    public async Task Outage_ThatANodeDidNotSurvive_GivesItsJobToAnotherAThirdOfALeaseLater()
    {
        await using var world = await CreateWorldAsync();
        var (gone, other) = (await world.NodeAsync(), await world.NodeAsync());
        await world.SubmitAsync(await world.UserAsync());
        var lost = (await world.ClaimAsync(gone))!;
        // Just started: nothing was renewed for ten minutes, so no server was there.
        world.Time.Advance(TimeSpan.FromMinutes(10));
        (await world.Get<LostAttemptSweep>().SweepAsync(CancellationToken.None)).ShouldBe(0);

        (await world.PassAsync(TimeSpan.FromSeconds(31))).ShouldBe(1);

        world.Time.Advance(TimeSpan.FromSeconds(2));
        (await world.ClaimAsync(other))!.LeaseEpoch.ShouldBeGreaterThan(lost.LeaseEpoch);
        (await world.Get<ILeaseRenewal>().RenewAsync(gone, "s1", [new HeldAttempt(lost.AttemptId, lost.LeaseEpoch)], draining: false, CancellationToken.None))
            .ShouldHaveSingleItem("L2: who comes back too late is told so");
    }

    [Fact]
    public async Task HeartbeatingNode_IsNeverTakenEvenLongPastItsFirstLease()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        await world.SubmitAsync(await world.UserAsync());
        var grant = (await world.ClaimAsync(node))!;

        for (var i = 0; i < 20; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(60));
            var lost = await world.Get<ILeaseRenewal>().RenewAsync(
                node, "s1", [new HeldAttempt(grant.AttemptId, grant.LeaseEpoch)], draining: false, CancellationToken.None);
            lost.ShouldBeEmpty();
            (await world.Get<LostAttemptSweep>().SweepAsync(CancellationToken.None)).ShouldBe(0);
        }

        await world.CompleteAsync(node, grant);
    }

    [Fact]
    public async Task RestartedAgent_GivesItsOldAttemptsBackAtItsFirstHeartbeat()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(await world.UserAsync());
        await world.ClaimAsync(node);

        await world.Get<ILeaseRenewal>().RenewAsync(node, "s2", [], draining: false, CancellationToken.None);

        (await world.JobAsync(job.Id)).Status.ShouldBe(JobStatus.Pending);
    }

    [Fact]
    public async Task GrantWhoseReplyWasLost_GoesBackToTheQueueAndCostsNoAttempt()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(await world.UserAsync());
        await world.ClaimAsync(node);

        world.Time.Advance(TimeSpan.FromSeconds(31));
        await world.Get<ILeaseRenewal>().RenewAsync(node, "s1", [], draining: false, CancellationToken.None);

        var stored = await world.JobAsync(job.Id);
        (stored.Status, stored.FailedAttempts).ShouldBe((JobStatus.Pending, 0));
    }

    [Fact]
    public async Task DrainingAgent_GivesBackAtOnceWhatItNeverGot_KeepsWhatItHolds_AndIsGrantedNothingMore()
    {
        await using var world = await CreateWorldAsync();
        var node = await world.NodeAsync(slots: 3);
        var user = await world.UserAsync();
        for (var i = 0; i < 3; i++) await world.SubmitAsync(user);
        var grant = (await world.ClaimAsync(node))!;
        var missed = (await world.ClaimAsync(node))!;

        var lost = await world.Get<ILeaseRenewal>().RenewAsync(
            node, "s1", [new HeldAttempt(grant.AttemptId, grant.LeaseEpoch)], draining: true, CancellationToken.None);

        lost.ShouldBeEmpty();
        (await world.JobAsync(grant.JobId)).Status.ShouldBe(JobStatus.Running);
        var back = await world.JobAsync(missed.JobId);
        (back.Status, back.FailedAttempts).ShouldBe((JobStatus.Pending, 0));
        (await world.ClaimAsync(node)).ShouldBeNull();
        await world.CompleteAsync(node, grant);
    }

    [Fact]
    public async Task AttemptsUsedUp_TheJobFailsAndIsRefundedInFull()
    {
        await using var world = await CreateWorldAsync(options => options.MaxAttempts = 3);
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(user);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var grant = (await world.ClaimAsync(node))!;
            grant.AttemptNumber.ShouldBe(attempt);
            await world.Get<GiveBackAttempt>().FailAsync(
                node, grant.AttemptId, new FailureReport(grant.LeaseEpoch, $"broke {attempt}", true), CancellationToken.None);
            world.Time.Advance(TimeSpan.FromMinutes(2));
        }

        var stored = await world.JobAsync(job.Id);
        (stored.Status, stored.FailureReason).ShouldBe((JobStatus.Failed, "broke 3"));
        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(1000);
    }

    [Fact]
    public async Task FailedAttempt_WaitsForItsBackoffAndSaysSo()
    {
        await using var world = await CreateWorldAsync(options => options.RetryBackoffSeconds = 10);
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(user);
        var grant = (await world.ClaimAsync(node))!;
        await world.Get<GiveBackAttempt>().FailAsync(node, grant.AttemptId, new FailureReport(grant.LeaseEpoch, "broke", true), CancellationToken.None);

        (await world.ClaimAsync(node)).ShouldBeNull();
        (await world.Get<JobQueries>().FindAsync(user, job.Id, CancellationToken.None))!.Waiting!.Word.ShouldBe("BACKOFF");
        world.Time.Advance(TimeSpan.FromSeconds(10));
        (await world.ClaimAsync(node)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Cancel_AnswersTheAgentThatWatchesAtOnce()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(user);
        var grant = (await world.ClaimAsync(node))!;
        var watching = world.Get<WatchLeases>().ExecuteAsync(
            node, new WatchRequest([new HeldAttempt(grant.AttemptId, grant.LeaseEpoch)], 30), CancellationToken.None);

        await world.Get<CancelJob>().ExecuteAsync(user, job.Id, CancellationToken.None);

        (await watching).Lost.ShouldHaveSingleItem().Reason.ShouldContain("canceled");
    }

    [Fact]
    public async Task CancelHalfWay_PaysHalfTheRewardAndRefundsTheRest()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(user, stake: 101);
        var grant = (await world.ClaimAsync(node))!;
        await world.ReportAsync(node, grant, 1, fraction: 0.5);

        await world.Get<CancelJob>().ExecuteAsync(user, job.Id, CancellationToken.None);

        (await world.BalanceAsync(Wallet.OfNode(node))).ShouldBe(40);
        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(960);
        await Should.ThrowAsync<RefusedException>(() => world.CompleteAsync(node, grant));
    }

    [Fact]
    public async Task Cancel_WhileANodeFetchesTheData_PaysNothingForIt()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var node = await world.NodeAsync();
        var job = await world.SubmitAsync(user, stake: 100);
        var grant = (await world.ClaimAsync(node))!;
        var fetching = Results.Report(grant, 1, 0) with { Progress = JobProgress.Of(new("images.tar.gz", 90, 100)) };
        await world.Get<TakeReport>().ExecuteAsync(node, grant.AttemptId, fetching, CancellationToken.None);

        await world.Get<CancelJob>().ExecuteAsync(user, job.Id, CancellationToken.None);

        (await world.BalanceAsync(Wallet.OfNode(node))).ShouldBe(0);
        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(1000);
    }
}
