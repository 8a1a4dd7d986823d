using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;

namespace ModelMine.Server.Shell.Health;

/// <summary>Whether this server can serve: its database answers and has this version's tables, its silo is active, and it is not stopping.</summary>
internal sealed class Readiness(IDbContextFactory<ModelMineDb> databases, ISiloStatusOracle silo, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private volatile bool _hasTables;

    public async Task<HealthView> CheckAsync(CancellationToken cancellation)
    {
        var missing = new List<string>();
        if (lifetime.ApplicationStopping.IsCancellationRequested) missing.Add("The server is stopping.");
        if (silo.CurrentStatus != SiloStatus.Active) missing.Add($"The silo is {silo.CurrentStatus}.");
        if (await DatabaseProblemAsync(cancellation) is { } problem) missing.Add(problem);
        return HealthView.Of(missing);
    }

    private async Task<string?> DatabaseProblemAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await using var database = await databases.CreateDbContextAsync(either.Token);
            if (!_hasTables) _hasTables = !(await database.Database.GetPendingMigrationsAsync(either.Token)).Any();
            await database.LedgerHead.AsNoTracking().AnyAsync(either.Token);
            return _hasTables ? null : "The database has the tables of another version.";
        }
        catch (DbException error)
        {
            return $"The database does not answer: {error.Message}";
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return $"The database did not answer within {Patience.TotalSeconds:0} s.";
        }
    }
}
