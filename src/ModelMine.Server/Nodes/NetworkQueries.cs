using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Nodes;

/// <summary>Reads the figures of the network: the database adds up, nothing is kept twice.</summary>
/// <param name="databases">The database.</param>
/// <param name="presence">Knows who heartbeats.</param>
public sealed class NetworkQueries(IDbContextFactory<ModelMineDb> databases, INodePresence presence)
{
    /// <summary>The figures as they stand.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task<NetworkView> GetAsync(CancellationToken cancellation)
    {
        var online = await presence.OnlineAsync();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var nodeWallets = Wallet.OfNode("%");
        var figures = (await database.Database.SqlQuery<Figures>($"""
            SELECT
                (SELECT count(*) FROM nodes) AS "TotalNodes",
                (SELECT coalesce(sum(balance), 0) FROM wallets WHERE id = {Wallet.Escrow}) AS "TokensStaked",
                (SELECT coalesce(sum(balance), 0) FROM wallets WHERE id LIKE {nodeWallets}) AS "TokensEarned",
                (SELECT count(*) FROM jobs WHERE status = 'PENDING') AS "PendingJobs",
                (SELECT count(*) FROM jobs WHERE status = 'RUNNING') AS "RunningJobs",
                (SELECT count(*) FROM jobs WHERE status = 'COMPLETED') AS "CompletedJobs",
                (SELECT avg(accuracy) FROM jobs WHERE status = 'COMPLETED') AS "AverageAccuracy",
                (SELECT count(accuracy) FROM jobs WHERE status = 'COMPLETED') AS "AccuracyJobs",
                (SELECT height FROM ledger_head WHERE id = 1) AS "LedgerHeight"
            """).ToListAsync(cancellation))[0];
        var running = await database.Jobs.Where(j => j.Status == JobStatus.Running && j.NodeId != null)
            .GroupBy(j => j.NodeId!).Select(jobs => new { NodeId = jobs.Key, Count = jobs.Count() })
            .ToDictionaryAsync(jobs => jobs.NodeId, jobs => jobs.Count, cancellation);
        return new NetworkView
        {
            ActiveNodes = online.Count,
            TotalNodes = figures.TotalNodes,
            Slots = online.Sum(node => node.Slots),
            BusySlots = online.Sum(node => Math.Min(node.Slots, running.GetValueOrDefault(node.NodeId))),
            TokensStaked = figures.TokensStaked,
            TokensEarned = figures.TokensEarned,
            PendingJobs = figures.PendingJobs,
            RunningJobs = figures.RunningJobs,
            CompletedJobs = figures.CompletedJobs,
            AverageAccuracy = figures.AverageAccuracy,
            AccuracyJobs = figures.AccuracyJobs,
            LedgerHeight = figures.LedgerHeight,
        };
    }

    private sealed record Figures(
        int TotalNodes, long TokensStaked, long TokensEarned, long PendingJobs, long RunningJobs, long CompletedJobs,
        double? AverageAccuracy, long AccuracyJobs, long LedgerHeight);
}
