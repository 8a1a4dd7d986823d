using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Chaos;

/// <summary>A database in which each kind of job's life happened, told by the product itself; violations are then planted in it.</summary>
/// <param name="storage">The product that it lies in.</param>
public abstract class ToldStory(StorageProduct storage) : IAsyncLifetime
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private World _world = null!;

    public sealed class OnSqlite() : ToldStory(StorageProduct.Sqlite);

    public sealed class OnPostgres() : ToldStory(StorageProduct.Postgres);

    /// <summary>The id behind a name of the story: <c>done</c>, <c>lost</c>, <c>failed</c>, <c>canceled</c>, <c>running</c>, <c>pending</c>, <c>ada</c>, <c>bob</c>.</summary>
    public string Of(string name) => _names[name];

    public async ValueTask InitializeAsync()
    {
        _world = await World.CreateAsync(options => options.LeaseSeconds = 30, storage: storage);
        foreach (var name in (string[])["ada", "bob"]) _names[name] = await _world.UserAsync();
        var node = await _world.NodeAsync(slots: 3);
        foreach (var name in (string[])["done", "lost", "failed"]) await SubmitAsync(name, "ada");
        var done = await ClaimAsync(node);
        await _world.ReportAsync(node, done, 1, 0.5);
        var lost = await ClaimAsync(node);
        await _world.ReportAsync(node, lost, 1, 0.2);
        var failed = await ClaimAsync(node);
        await _world.CompleteAsync(node, done);
        await _world.Get<GiveBackAttempt>().FailAsync(node, failed.AttemptId, new FailureReport(failed.LeaseEpoch, "it broke", Retryable: false), CancellationToken.None);
        await _world.PassAsync(TimeSpan.FromSeconds(31));
        Pass(60);
        var again = await ClaimAsync(node);
        await _world.ReportAsync(node, again, 1, 0.7);
        await _world.CompleteAsync(node, again, score: 0.8);
        foreach (var name in (string[])["canceled", "unwanted", "running"]) await SubmitAsync(name, "ada");
        await _world.ReportAsync(node, await ClaimAsync(node), 1, 0.5);
        foreach (var name in (string[])["canceled", "unwanted"]) await CancelAsync(name);
        await _world.ReportAsync(node, await ClaimAsync(node), 1, 0.1);
        await SubmitAsync("pending", "bob");
    }

    /// <summary>Plants a violation, looks at the database, and takes the violation back.</summary>
    /// <param name="plant">Statements; <c>{done}</c> stands for the id behind that name.</param>
    /// <param name="look">What to do meanwhile.</param>
    internal async Task<T> WithAsync<T>(string plant, Func<System.Data.Common.DbConnection, Task<T>> look)
    {
        await using var database = await _world.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync();
        await database.Database.OpenConnectionAsync();
        foreach (var (name, id) in _names) plant = plant.Replace($"{{{name}}}", $"'{id}'", StringComparison.Ordinal);
        // The database itself refuses most violations: its own guards are taken away first.
        var loosen = storage == StorageProduct.Sqlite
            ? "PRAGMA ignore_check_constraints = ON; BEGIN;"
            : "BEGIN; ALTER TABLE wallets DROP CONSTRAINT never_below_zero; ALTER TABLE transfers DROP CONSTRAINT above_zero;";
        await ExecuteAsync(database, $"{loosen} DROP INDEX ix_transfers_key; DROP INDEX ix_ledger_blocks_hash; DROP INDEX ix_ledger_blocks_job_id; {plant}");
        try
        {
            return await look(database.Database.GetDbConnection());
        }
        finally
        {
            await ExecuteAsync(database, "ROLLBACK");
            if (storage == StorageProduct.Sqlite) await ExecuteAsync(database, "PRAGMA ignore_check_constraints = OFF");
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _world.DisposeAsync();
    }

    private static async Task ExecuteAsync(ModelMineDb database, string sql)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task SubmitAsync(string name, string user)
    {
        _names[name] = (await _world.SubmitAsync(_names[user], key: $"key of {name}")).Id;
        Pass(1);
    }

    private async Task<AttemptGrant> ClaimAsync(string node)
    {
        var grant = (await _world.ClaimAsync(node)).ShouldNotBeNull();
        Pass(1);
        return grant;
    }

    private async Task CancelAsync(string name)
    {
        await _world.Get<CancelJob>().ExecuteAsync(_names["ada"], _names[name], CancellationToken.None);
        Pass(1);
    }

    private void Pass(int seconds) => _world.Time.Advance(TimeSpan.FromSeconds(seconds));
}
