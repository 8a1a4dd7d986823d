using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;

namespace ModelMine.Server.Live;

/// <summary>
/// Looks into the store every few seconds on behalf of all followers of this server, so that one whose live path is
/// broken (a message was lost) still goes on. When a server leaves, what went through it is lost with it: then it says at once
/// again what is followed here, and looks often until that is sure to be known.
/// </summary>
internal sealed partial class FeedCatchUp(
    Followers followers, FeedLink link, IDbContextFactory<ModelMineDb> databases, ISiloStatusOracle silos, TimeProvider time, ILogger<FeedCatchUp> logger)
    : BackgroundService, ISiloStatusListener
{
    private const int TopicsAtOnce = 500;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookOftenEvery = TimeSpan.FromSeconds(0.5);

    private readonly PeriodicTimer _timer = new(LookEvery, time);
    private long _lostAt;
    private volatile bool _hasLost;

    /// <summary>A server's state changed.</summary>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (!status.IsTerminating() || updatedSilo.Equals(silos.SiloAddress)) return;
        Volatile.Write(ref _lostAt, time.GetTimestamp());
        _hasLost = true;
        _timer.Period = LookOftenEvery;
    }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        link.Joined += LookSoon;
        try
        {
            await LookAlwaysAsync(stoppingToken);
        }
        finally
        {
            link.Joined -= LookSoon;
            silos.UnSubscribeFromSiloStatusEvents(this);
        }

        void LookSoon(string topic) => _ = TryLookAsync([topic], stoppingToken);
    }

    private async Task LookAlwaysAsync(CancellationToken stoppingToken)
    {
        var renewedAt = time.GetTimestamp();
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_hasLost || time.GetElapsedTime(renewedAt) >= FeedLink.RenewEvery)
            {
                link.Renew();
                renewedAt = time.GetTimestamp();
            }

            await TryLookAsync(followers.Topics, stoppingToken);

            if (!_hasLost || time.GetElapsedTime(Volatile.Read(ref _lostAt)) < LookEvery) continue;
            _hasLost = false;
            _timer.Period = LookEvery;
        }
    }

    private async Task TryLookAsync(IReadOnlyCollection<string> topics, CancellationToken cancellation)
    {
        try
        {
            foreach (var jobIds in topics.Chunk(TopicsAtOnce)) await LookAsync(jobIds, cancellation);
        }
        catch (DbException error)
        {
            LogLookFailed(error.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(string[] jobIds, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var newest = database.Jobs.Where(j => jobIds.Contains(j.Id)).Select(j => new { j.Id, j.LastEventSeq });
        await foreach (var job in newest.AsAsyncEnumerable().WithCancellation(cancellation)) followers.Notice(job.Id, job.LastEventSeq);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Followed jobs could not be looked up in the store ({Reason}); the next look is soon.")]
    private partial void LogLookFailed(string reason);
}
