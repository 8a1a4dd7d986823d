using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Jobs;

namespace ModelMine.Server.Data;

/// <summary>What one write works with: the database inside the group's transaction.</summary>
public sealed class WriteScope
{
    private readonly List<Action> _afterCommit = [];
    private readonly List<StoredJobEvent> _events = [];

    internal WriteScope(ModelMineDb database) => Database = database;

    /// <summary>The database, inside the transaction.</summary>
    public ModelMineDb Database { get; }

    /// <summary>What to do once the write is durable.</summary>
    internal IReadOnlyList<Action> Committed => _afterCommit;

    /// <summary>Rows of events that are still to be inserted.</summary>
    internal IReadOnlyList<StoredJobEvent> Events => _events;

    /// <summary>Inserts an event before the write is committed: those of all writes of a group at once, since nearly every write has one.</summary>
    /// <param name="row">The event; its number was taken by a statement of this write.</param>
    public void Insert(StoredJobEvent row) => _events.Add(row);

    /// <summary>Runs a statement; its row count decides. Values become parameters.</summary>
    /// <param name="sql">The statement, an interpolated string.</param>
    /// <returns>Rows changed.</returns>
    public Task<int> ExecuteAsync(FormattableString sql) => Database.Database.ExecuteSqlAsync(sql);

    /// <summary>Runs a query, or a statement with <c>RETURNING</c>, as it stands. Name columns as the type's properties: <c>AS "Name"</c>.</summary>
    /// <typeparam name="T">A simple type (column <c>Value</c>), or a type with properties.</typeparam>
    /// <param name="sql">The query, an interpolated string.</param>
    public Task<List<T>> QueryAsync<T>(FormattableString sql) => Database.Database.SqlQuery<T>(sql).ToListAsync();

    /// <summary>The first row of a query, or the type's default.</summary>
    /// <typeparam name="T">As for <see cref="QueryAsync{T}"/>.</typeparam>
    /// <param name="sql">The query.</param>
    public async Task<T?> FirstOrDefaultAsync<T>(FormattableString sql) => (await QueryAsync<T>(sql)).FirstOrDefault();

    /// <summary>The database's clock, to the millisecond.</summary>
    public async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.FromUnixTimeMilliseconds(await FirstOrDefaultAsync<long>($"SELECT now_ms() AS \"Value\""));

    /// <summary>Does something once the write is durable: publish, wake. Must not block or throw.</summary>
    /// <param name="action">What to do.</param>
    public void AfterCommit(Action action) => _afterCommit.Add(action);
}
