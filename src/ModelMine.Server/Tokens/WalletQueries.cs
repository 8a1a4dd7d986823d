using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;

namespace ModelMine.Server.Tokens;

/// <summary>Reads wallets for their owners.</summary>
/// <param name="databases">The database.</param>
public sealed class WalletQueries(IDbContextFactory<ModelMineDb> databases)
{
    private const int NewestTransfers = 200;

    /// <summary>Balance, stakes at rest and newest movements of a user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<WalletView> OfUserAsync(string userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var wallet = Wallet.OfUser(userId);
        var balance = await BalanceAsync(database, wallet, cancellation);
        var staked = await database.Stakes.Where(s => s.UserId == userId && s.Resolution == null).SumAsync(s => s.Amount, cancellation);
        var transfers = await database.Transfers.AsNoTracking().Where(t => t.FromWallet == wallet || t.ToWallet == wallet)
            .OrderByDescending(t => t.Id).Take(NewestTransfers)
            .Select(t => new TransferView(t.Id, t.FromWallet, t.ToWallet, t.Amount, t.Cause, t.JobId, t.At))
            .ToListAsync(cancellation);
        return new WalletView(balance, staked, transfers);
    }

    /// <summary>Tokens that a user can stake.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<long> BalanceOfUserAsync(string userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await BalanceAsync(database, Wallet.OfUser(userId), cancellation);
    }

    private static async Task<long> BalanceAsync(ModelMineDb database, string wallet, CancellationToken cancellation) =>
        await database.Wallets.Where(w => w.Id == wallet).Select(w => w.Balance).FirstOrDefaultAsync(cancellation);
}
