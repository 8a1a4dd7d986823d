using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;

namespace ModelMine.Server.Dispatch;

/// <summary>
/// Lets those who wait for work look for it some at a time, and only while there is any. A job that becomes ready wakes everybody
/// who waits on this server, which may be thousands: without this, each of them would search the queue for the one job.
/// </summary>
/// <param name="databases">The database.</param>
/// <param name="wakeUps">Counts what became ready.</param>
/// <param name="time">The clock.</param>
public sealed class ReadyWork(IDbContextFactory<ModelMineDb> databases, WakeUps wakeUps, TimeProvider time) : IDisposable
{
    /// <summary>Enough to keep the writer busy, and less than the pool of connections.</summary>
    private const int AtOnce = 16;

    /// <summary>How long one look at whether there is anything serves for all.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Lock _lock = new();
    private Task<bool> _any = Task.FromResult(true);
    private long _version = -1;
    private long _askedAt;

    /// <summary>Looks for work, when its turn comes and if there is any by then.</summary>
    /// <typeparam name="T">What is found.</typeparam>
    /// <param name="seen">The version of <see cref="WakeUps.Work"/> before this call: what became ready since is not overlooked.</param>
    /// <param name="look">The look.</param>
    /// <param name="nothing">What to return when there is no work.</param>
    /// <param name="cancellation">Gives up waiting for a turn.</param>
    public async Task<T> LookAsync<T>(long seen, Func<Task<T>> look, T nothing, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return await AnyAsync(seen).WaitAsync(cancellation) ? await look() : nothing;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private Task<bool> AnyAsync(long seen)
    {
        lock (_lock)
        {
            if (_version >= seen && !_any.IsFaulted && time.GetElapsedTime(_askedAt) < GoodFor) return _any;
            (_version, _askedAt) = (wakeUps.Version(WakeUps.Work), time.GetTimestamp());
            return _any = AskAsync();
        }
    }

    private async Task<bool> AskAsync()
    {
        await using var database = await databases.CreateDbContextAsync();
        return (await database.Database.SqlQuery<int>($"""
            SELECT COUNT(*) AS "Value" FROM (SELECT 1 FROM jobs WHERE status = 'PENDING' AND not_before <= now_ms() LIMIT 1) ready
            """).ToListAsync())[0] > 0;
    }
}
