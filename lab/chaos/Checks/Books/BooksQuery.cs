using System.Data.Common;

namespace ModelMine.Chaos.Checks.Books;

/// <summary>An invariant that one query looks for: each row that it yields is a violation, and its first column names what shows it.</summary>
/// <param name="invariant">Which invariant.</param>
/// <param name="sentence">What each row says is wrong, without a full stop.</param>
/// <param name="query">The query.</param>
internal abstract class BooksQuery(string invariant, string sentence, string query) : BooksCheck
{
    /// <inheritdoc/>
    public override string Invariant => invariant;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        var found = new Sightings(invariant, sentence);
        await foreach (var row in books.RowsAsync(query, cancellation)) found.Add(row.Text(0));
        return found.ToViolations();
    }
}
