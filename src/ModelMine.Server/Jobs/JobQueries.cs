using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Jobs;

/// <summary>Reads jobs for their owners.</summary>
/// <param name="databases">The database.</param>
/// <param name="waits">Says why pending jobs wait.</param>
/// <param name="time">The clock.</param>
public sealed class JobQueries(IDbContextFactory<ModelMineDb> databases, WaitReasons waits, TimeProvider time)
{
    private const int LargestPage = 200;

    /// <summary>A user's jobs, newest first.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="status">Only these; all when null.</param>
    /// <param name="cursor">Where to go on, from an earlier page.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page<JobSummary>> ListAsync(string userId, JobStatus? status, string? cursor, int limit, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        limit = Math.Clamp(limit, 1, LargestPage);
        var jobs = database.Jobs.AsNoTracking().Where(j => j.UserId == userId);
        if (status is { } wanted) jobs = jobs.Where(j => j.Status == wanted);
        if (cursor is not null)
        {
            var (at, id) = ParseCursor(cursor);
            jobs = jobs.Where(j => j.CreatedAt < at || (j.CreatedAt == at && string.Compare(j.Id, id) < 0));
        }

        var rows = await jobs.OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id)
            .Take(limit + 1)
            .Select(j => new JobRow(j, database.Nodes.Where(n => n.Id == j.NodeId).Select(n => n.Name).FirstOrDefault()))
            .ToListAsync(cancellation);
        var shown = rows.Take(limit).ToList();
        var reasons = await waits.OfAsync(database, shown.Select(r => r.Job), time.GetUtcNow(), cancellation);
        var next = rows.Count > limit ? Cursor(shown[^1].Job) : null;
        return new Page<JobSummary>([.. shown.Select(row => row.ToSummary(reasons.GetValueOrDefault(row.Job.Id)))], next);
    }

    /// <summary>How many jobs of a user are in each state.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyDictionary<JobStatus, long>> CountsAsync(string userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Jobs.Where(j => j.UserId == userId).GroupBy(j => j.Status)
            .Select(g => new { Status = g.Key, Count = g.LongCount() })
            .ToDictionaryAsync(g => g.Status, g => g.Count, cancellation);
    }

    /// <summary>One job; null when it is not this user's.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<JobDetail?> FindAsync(string userId, string jobId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.Jobs.AsNoTracking().Where(j => j.Id == jobId && j.UserId == userId)
            .Select(j => new JobRow(j, database.Nodes.Where(n => n.Id == j.NodeId).Select(n => n.Name).FirstOrDefault()))
            .FirstOrDefaultAsync(cancellation);
        if (row is null) return null;
        var reasons = await waits.OfAsync(database, [row.Job], time.GetUtcNow(), cancellation);
        return await JobDetails.ReadAsync(database, row, reasons.GetValueOrDefault(jobId), cancellation);
    }

    /// <summary>Owner of a job; null when there is no such job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> OwnerAsync(string jobId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Jobs.Where(j => j.Id == jobId).Select(j => j.UserId).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Refuses with 404 when the job is not this user's, whether or not it exists.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task RequireOwnAsync(string userId, string jobId, CancellationToken cancellation)
    {
        if (await OwnerAsync(jobId, cancellation) != userId) throw RefusedException.NotFound("job");
    }

    private static string Cursor(Job job) => string.Create(CultureInfo.InvariantCulture, $"{job.CreatedAt.ToUnixTimeMilliseconds()}.{job.Id}");

    private static (DateTimeOffset At, string Id) ParseCursor(string cursor)
    {
        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 253402300800000
            ? (DateTimeOffset.FromUnixTimeMilliseconds(at), cursor[(dot + 1)..])
            : throw new RefusedException(400, "bad_cursor", "The cursor is not one that this server gave.", "Begin again without a cursor.");
    }
}
