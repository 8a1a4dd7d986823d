using System.Text.Json;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>The ledger as anyone can take it away, verified without the server, ends where the database says.</summary>
internal sealed class G2VerifiesOutside : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "G2";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        if (run.Users.Values.FirstOrDefault() is not { } api) return [];
        LedgerExport? export;
        await using (var file = await api.ExportLedgerAsync(cancellation)) export = await JsonSerializer.DeserializeAsync<LedgerExport>(file, ModelMineJson.Options, cancellation);
        var outside = LedgerChain.Verify(export!);
        if (!outside.Valid) return [new Violation(Invariant, $"The exported ledger does not hold: {outside.Problem}", [$"height {outside.Blocks + 1}"])];

        var inside = await api.VerifyLedgerAsync(cancellation);
        if (!inside.Valid) return [new Violation(Invariant, $"The server finds its own ledger wrong: {inside.Problem}", [$"height {inside.Blocks + 1}"])];

        await using var books = await run.OpenDatabaseAsync(cancellation);
        var other = new Sightings(Invariant, "The exported ledger ends elsewhere than the stored one");
        await foreach (var row in books.RowsAsync("SELECT height, hash FROM ledger_head", cancellation))
            if ((row.Number(0), row.Text(1)) != (outside.Blocks, outside.HeadHash))
                other.Add($"{outside.Blocks} {outside.HeadHash} exported, {row.Text(0)} {row.Text(1)} stored");
        return other.ToViolations();
    }
}
