using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Chaos.Checks.Leases;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;

namespace ModelMine.Simulator.Judging;

/// <summary>Holds the database, and what callers were told, against the invariants of the design.</summary>
internal static class Judge
{
    /// <summary>Judges the end of a story.</summary>
    /// <param name="database">The database.</param>
    /// <param name="books">What callers were told.</param>
    /// <param name="paths">Counts how attempts ended.</param>
    /// <param name="leaseSeconds">Length of a lease.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static async Task<string?> WhyNotAsync(ModelMineDb database, Books books, Paths paths, double leaseSeconds)
    {
        try
        {
            if (await BooksWrongAsync(database, leaseSeconds) is { } wrongBooks) return wrongBooks;
            var jobs = await database.Jobs.AsNoTracking().ToListAsync();
            var attempts = await database.Attempts.AsNoTracking().ToListAsync();
            jobs.ShouldAllBe(job => job.Status.IsTerminal(), "J1: everything has ended");
            PromisesShouldBeKept(jobs.ToDictionary(job => job.Id), attempts, books);
            await PayShouldFitReceiptsAsync(database, books);
            foreach (var events in (await database.JobEvents.AsNoTracking().OrderBy(e => e.Seq).ToListAsync()).GroupBy(e => e.JobId)) LogShouldBeLegal(events);
            Count(jobs, attempts, paths);
            return null;
        }
        catch (Exception wrong) when (wrong is ShouldAssertException or InvalidOperationException)
        {
            return wrong.Message;
        }
    }

    /// <summary>By the checks that a chaos run ends with.</summary>
    private static async Task<string?> BooksWrongAsync(ModelMineDb database, double leaseSeconds)
    {
        await database.Database.OpenConnectionAsync();
        var books = database.Database.GetDbConnection();
        var found = new List<Violation>();
        foreach (var check in AllChecks.Create().OfType<BooksCheck>()) found.AddRange(await check.FindAsync(books, CancellationToken.None));
        found.AddRange(await new L4NeverTakenEarly().FindAsync(books, leaseSeconds, CancellationToken.None));
        return found.Count == 0 ? null : string.Join('\n', found.Select(violation => $"{violation.Invariant}: {violation.Sentence}: {string.Join(", ", violation.Ids)}"));
    }

    private static void PromisesShouldBeKept(Dictionary<string, Job> jobs, List<Attempt> attempts, Books books)
    {
        foreach (var (key, job) in books.JobsByKey) jobs.ContainsKey(job).ShouldBeTrue($"J1: {key} was confirmed as {job}");
        books.JobsByKey.Values.ShouldBeUnique("J3");
        foreach (var job in books.ConfirmedCancels) jobs[job].Status.ShouldBe(JobStatus.Canceled, $"J6: {job}");
        foreach (var attempt in attempts.Where(attempt => books.Receipts.ContainsKey(attempt.Id)))
        {
            attempt.Status.ShouldBe(AttemptStatus.Completed, $"T7: {attempt.Id}");
            jobs[attempt.JobId].Status.ShouldBe(JobStatus.Completed, $"J2: {attempt.JobId}");
        }

        attempts.GroupBy(attempt => (attempt.JobId, attempt.LeaseEpoch)).ShouldAllBe(group => group.Count() == 1, "L2: an epoch is granted once");
    }

    private static async Task PayShouldFitReceiptsAsync(ModelMineDb database, Books books)
    {
        var blocks = await database.LedgerBlocks.AsNoTracking().ToDictionaryAsync(block => block.JobId, block => block.Height);
        foreach (var contribution in await database.Contributions.AsNoTracking().ToListAsync())
        {
            if (!books.Receipts.TryGetValue(contribution.AttemptId, out var receipt)) continue;
            (blocks[contribution.JobId], contribution.Reward).ShouldBe((receipt.BlockHeight, receipt.Reward), $"G1: receipt of {contribution.AttemptId}");
        }
    }

    private static void LogShouldBeLegal(IGrouping<string, StoredJobEvent> log)
    {
        var (status, attempt, expected) = (JobStatus.Pending, 0, 1L);
        foreach (var stored in log)
        {
            stored.Seq.ShouldBe(expected++, $"L5: {log.Key}");
            var entry = JsonSerializer.Deserialize<JobEvent>(stored.Payload, ModelMineJson.Options)!;
            (entry.Status == status || JobTransitions.IsAllowed(status, entry.Status)).ShouldBeTrue($"J2: {log.Key} went from {status} to {entry.Status}");
            status.IsTerminal().ShouldBeFalse($"J2: {log.Key} went on after its end");
            status = entry.Status;
            if (entry.Type == JobEventType.Granted) entry.Attempt.ShouldBe(++attempt, $"L2: {log.Key}");
            else entry.Attempt.ShouldBe(attempt, $"L2: {log.Key} took the word of an attempt that had ended");
        }
    }

    private static void Count(List<Job> jobs, List<Attempt> attempts, Paths paths)
    {
        foreach (var job in jobs) paths.Count($"job {job.Status}".ToLowerInvariant());
        foreach (var attempt in attempts)
        {
            paths.Count($"attempt {attempt.Status}".ToLowerInvariant());
            if (attempt.Status is AttemptStatus.Lost or AttemptStatus.Released) paths.Count($"{attempt.Status}: {attempt.Reason}".ToLowerInvariant());
            if (attempt.ResumedFromStep > 0) paths.Count("went on from a snapshot");
        }
    }
}
