using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Each user's wallet, as its owner sees it, is the stored one, and nothing is at stake when every job has ended.</summary>
internal sealed class T6OwnersSeeTheirBalances : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "T6";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        var stored = new Dictionary<string, long>(StringComparer.Ordinal);
        await using (var books = await run.OpenDatabaseAsync(cancellation))
            await foreach (var row in books.RowsAsync("SELECT id, balance FROM wallets", cancellation)) stored[row.Text(0)] = row.Number(1);

        var other = new Sightings(Invariant, "A user's wallet is another to its owner than in the database");
        foreach (var (name, api) in run.Users)
        {
            var (account, wallet) = (await api.MeAsync(cancellation), await api.WalletAsync(cancellation));
            var balance = stored.GetValueOrDefault($"user:{account.UserId}");
            if ((wallet.Balance, wallet.Staked) != (balance, 0)) other.Add($"{name}: {wallet.Balance} and {wallet.Staked} at stake seen, {balance} and 0 stored");
        }

        return other.ToViolations();
    }
}
