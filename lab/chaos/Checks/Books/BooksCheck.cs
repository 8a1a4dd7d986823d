using System.Data.Common;

namespace ModelMine.Chaos.Checks.Books;

/// <summary>An invariant that the database alone shows. Its statements are ones that PostgreSQL and SQLite understand alike.</summary>
internal abstract class BooksCheck : IInvariantCheck
{
    /// <inheritdoc/>
    public abstract string Invariant { get; }

    /// <summary>Whether it holds only once every job has ended, and not at any moment before.</summary>
    public virtual bool OnlyInTheEnd => false;

    /// <summary>Looks.</summary>
    /// <param name="books">The database, open.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is wrong.</returns>
    public abstract Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        await using var books = await run.OpenDatabaseAsync(cancellation);
        return await FindAsync(books, cancellation);
    }
}
