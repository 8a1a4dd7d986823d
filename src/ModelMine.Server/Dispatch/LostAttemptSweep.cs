using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <summary>The sweep: takes back leases that ran out, by database time, and wakes agents for jobs whose backoff is over.</summary>
/// <param name="writer">The writer.</param>
/// <param name="databases">The database, to look.</param>
/// <param name="attemptEnd">Ends attempts.</param>
/// <param name="wakeUps">Wakes agents.</param>
/// <param name="options">How often.</param>
/// <param name="meter">Counts lost leases.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class LostAttemptSweep(
    GroupCommit writer, IDbContextFactory<ModelMineDb> databases, AttemptEnd attemptEnd, WakeUps wakeUps,
    IOptions<ModelMineOptions> options, DispatchMeter meter, TimeProvider time, ILogger<LostAttemptSweep> logger) : BackgroundService
{
    private readonly OutageGrace _grace = new();

    /// <summary>Sweeps once. After an outage, the leases that ran out meanwhile are kept for a while: see <see cref="OutageGrace"/>.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many attempts were taken back.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await LookAsync(cancellation);
        var taken = _grace.Holds ? 0 : await TakeBackAsync(database, cancellation);
        // Long work of the sweep itself is no outage.
        if (taken > 0) await LookAsync(cancellation);

        var ready = await database.Database.SqlQuery<int>($"""
            SELECT COUNT(*) AS "Value" FROM (SELECT 1 FROM jobs WHERE status = 'PENDING' AND failed_attempts > 0 AND not_before <= now_ms() LIMIT 1) ready
            """).ToListAsync(cancellation);
        if (ready[0] > 0) wakeUps.Ring(WakeUps.Work);
        return taken;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var taken = await SweepAsync(stoppingToken);
                if (taken > 0) LogTaken(taken);
            }
            catch (Exception error) when (DatabaseFaults.IsUnavailable(error))
            {
                LogUnavailable(DatabaseFaults.Reason(error));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFault(error);
            }
        }
    }

    // A write, for a database that can only be read cannot take renewals either. While no lease is held nobody needs it.
    private async Task LookAsync(CancellationToken cancellation)
    {
        var lease = (long)(options.Value.LeaseSeconds * 1000);
        var sight = await writer.WriteApartAsync(
            async scope =>
            {
                await scope.ExecuteAsync($"""
                    UPDATE jobs SET lease_expires_at = lease_expires_at
                    WHERE id = (SELECT id FROM jobs WHERE status = 'RUNNING' ORDER BY lease_expires_at LIMIT 1) AND status = 'RUNNING'
                    """);
                return await scope.FirstOrDefaultAsync<Sight>($"""
                    SELECT now_ms() AS "Now", MAX(lease_expires_at) - {lease} AS "NewestRenewal", MIN(lease_expires_at) AS "OldestExpiry" FROM jobs WHERE status = 'RUNNING'
                    """);
            },
            cancellation);
        if (sight is null) return;
        var held = sight is { NewestRenewal: { } renewal, OldestExpiry: { } expiry } ? new HeldLeases(renewal, expiry) : null;
        if (_grace.Look(sight.Now, held, lease, (long)(options.Value.SweepSeconds * 1000)) is { } away) LogAway(away / 1000.0, OutageGrace.Of(lease) / 1000.0);
    }

    private async Task<int> TakeBackAsync(ModelMineDb database, CancellationToken cancellation)
    {
        var expired = await database.Database.SqlQuery<Expired>($"""
            SELECT id AS "JobId", lease_epoch AS "LeaseEpoch" FROM jobs WHERE status = 'RUNNING' AND lease_expires_at < now_ms()
            """).ToListAsync(cancellation);
        var taken = 0;
        foreach (var lease in expired)
            if (await writer.WriteAsync(scope => RescueAsync(scope, lease), cancellation)) taken++;
        return taken;
    }

    private async Task<bool> RescueAsync(WriteScope scope, Expired lease)
    {
        // A heartbeat may have renewed it between the look and this write: then it is not taken (L4).
        var still = await scope.FirstOrDefaultAsync<int>($"""
            SELECT COUNT(*) AS "Value" FROM jobs
            WHERE id = {lease.JobId} AND status = 'RUNNING' AND lease_epoch = {lease.LeaseEpoch} AND lease_expires_at < now_ms()
            """);
        if (still == 0) return false;
        if (!await attemptEnd.EndAsync(scope, lease.JobId, lease.LeaseEpoch, AttemptStatus.Lost, "its node fell silent")) return false;
        scope.AfterCommit(() => meter.Lost(LeaseLoss.Silent));
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took back {Count} attempts whose nodes fell silent.")]
    private partial void LogTaken(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No agent could be heard for {Away:0} s: leases that ran out meanwhile are kept for {Grace:0} s, so that nodes can renew them.")]
    private partial void LogAway(double away, double grace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer ({Reason}): leases are kept until a sweep can look.")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sweep failed; the next one tries again.")]
    private partial void LogFault(Exception error);

    private sealed record Sight(long Now, long? NewestRenewal, long? OldestExpiry);

    private sealed record Expired(string JobId, long LeaseEpoch);
}
