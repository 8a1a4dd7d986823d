using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Data;
using ModelMine.Server.Tokens;

namespace ModelMine.Tests.Server;

/// <summary>The invariants of the design, checked on a whole database. Names in the messages are those of docs/architecture.md.</summary>
internal static class Invariants
{
    public static async Task ShouldHoldAsync(ModelMineDb database)
    {
        await TokensAddUpAsync(database);
        await StakesAreResolvedWithTheirJobsAsync(database);
        await LedgerMatchesCompletedJobsAsync(database);
        await LeasesAreSingleAsync(database);
        await EventsAreGaplessAsync(database);
    }

    private static async Task TokensAddUpAsync(ModelMineDb database)
    {
        var wallets = await database.Wallets.AsNoTracking().ToListAsync();
        var transfers = await database.Transfers.AsNoTracking().ToListAsync();
        wallets.Sum(w => w.Balance).ShouldBe(0, "T1: what issuance gave is what all others hold");
        wallets.Where(w => w.Id != Wallet.Issuance).ShouldAllBe(w => w.Balance >= 0, "T2");
        foreach (var wallet in wallets)
        {
            var replayed = transfers.Where(t => t.ToWallet == wallet.Id).Sum(t => t.Amount) - transfers.Where(t => t.FromWallet == wallet.Id).Sum(t => t.Amount);
            replayed.ShouldBe(wallet.Balance, $"T6: {wallet.Id}");
        }
    }

    private static async Task StakesAreResolvedWithTheirJobsAsync(ModelMineDb database)
    {
        var jobs = await database.Jobs.AsNoTracking().ToListAsync();
        var stakes = await database.Stakes.AsNoTracking().ToDictionaryAsync(s => s.JobId);
        var transfers = await database.Transfers.AsNoTracking().Where(t => t.FromWallet == Wallet.Escrow).ToListAsync();
        foreach (var job in jobs)
        {
            var stake = stakes[job.Id];
            var paidOut = transfers.Where(t => t.JobId == job.Id).ToList();
            if (!job.Status.IsTerminal())
            {
                stake.Resolution.ShouldBeNull($"T3: {job.Id} is {job.Status}");
                paidOut.ShouldBeEmpty($"T3: {job.Id}");
                continue;
            }

            paidOut.Sum(t => t.Amount).ShouldBe(stake.Amount, $"T4: {job.Id}");
            (stake.Resolution == "PAID").ShouldBe(job.Status == JobStatus.Completed, $"T5: {job.Id}");
            if (job.Status == JobStatus.Failed) paidOut.ShouldAllBe(t => t.Cause == "REFUND", $"J4: {job.Id}");
            job.FailedAttempts.ShouldBeLessThanOrEqualTo(job.MaxAttempts, $"J4: {job.Id}");
        }

        var escrow = await database.Wallets.SingleAsync(w => w.Id == Wallet.Escrow);
        escrow.Balance.ShouldBe(stakes.Values.Where(s => s.Resolution is null).Sum(s => s.Amount), "escrow holds what is unresolved");
    }

    private static async Task LedgerMatchesCompletedJobsAsync(ModelMineDb database)
    {
        var blocks = await database.LedgerBlocks.AsNoTracking().OrderBy(b => b.Height).ToListAsync();
        var completed = await database.Jobs.Where(j => j.Status == JobStatus.Completed).Select(j => j.Id).ToListAsync();
        blocks.Select(b => b.JobId).Order().ShouldBe(completed.Order(), "G1");
        var verified = LedgerChain.Verify(blocks.Select(b => new LedgerBlockView(b.Height, b.Hash, b.PrevHash, b.Timestamp, b.Data)));
        verified.Valid.ShouldBeTrue($"G2: {verified.Problem}");
        var head = await database.LedgerHead.AsNoTracking().SingleAsync();
        (head.Height, head.Hash).ShouldBe((blocks.Count, verified.HeadHash), "G2: head");
    }

    private static async Task LeasesAreSingleAsync(ModelMineDb database)
    {
        var running = await database.Attempts.AsNoTracking().Where(a => a.Status == AttemptStatus.Running).ToListAsync();
        var jobs = await database.Jobs.AsNoTracking().ToDictionaryAsync(j => j.Id);
        running.Select(a => a.JobId).ShouldBeUnique("L1");
        foreach (var attempt in running)
            (jobs[attempt.JobId].Status, jobs[attempt.JobId].LeaseEpoch).ShouldBe((JobStatus.Running, attempt.LeaseEpoch), $"L1: {attempt.Id}");
        jobs.Values.Count(j => j.Status == JobStatus.Running).ShouldBe(running.Count, "every running job has its attempt");
    }

    private static async Task EventsAreGaplessAsync(ModelMineDb database)
    {
        var seqs = await database.JobEvents.GroupBy(e => e.JobId)
            .Select(g => new { JobId = g.Key, Count = g.Count(), Last = g.Max(e => e.Seq) }).ToListAsync();
        foreach (var job in await database.Jobs.AsNoTracking().ToListAsync())
        {
            var events = seqs.Single(s => s.JobId == job.Id);
            (events.Last, (long)events.Count).ShouldBe((job.LastEventSeq, job.LastEventSeq), $"L5: {job.Id}");
        }
    }
}
