using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;

namespace ModelMine.Server.Live;

/// <summary>
/// Looks into the store every few seconds on behalf of all followers of this server, so that one whose live path is
/// broken (a server died, a message was lost) still goes on.
/// </summary>
internal sealed partial class FeedCatchUp(
    Followers followers, FeedLink link, IDbContextFactory<ModelMineDb> databases, TimeProvider time, ILogger<FeedCatchUp> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private const int TopicsAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        var renewedAt = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var jobIds in followers.Topics.Chunk(TopicsAtOnce)) await LookAsync(jobIds, stoppingToken);
            }
            catch (DbException error)
            {
                LogLookFailed(error.Message);
            }

            if (time.GetElapsedTime(renewedAt) < FeedLink.RenewEvery) continue;
            link.Renew();
            renewedAt = time.GetTimestamp();
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
