using System.Data.Common;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Core.Contracts;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>A job moves only as the one table of moves allows, and nothing follows its end.</summary>
internal sealed class J2OnlyLegalMoves : BooksCheck
{
    private const string Moves = """
        SELECT before, type, COUNT(*), MIN(job_id) FROM (
            SELECT job_id, type, LAG(type, 1, '') OVER (PARTITION BY job_id ORDER BY seq) AS before FROM job_events) moves
        GROUP BY before, type
        """;

    /// <inheritdoc/>
    public override string Invariant => "J2";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        var violations = new List<Violation>();
        await foreach (var row in books.RowsAsync(Moves, cancellation))
        {
            var (before, type) = (row.Text(0), row.Text(1));
            if (!IsLegal(before, type))
                violations.Add(new Violation(Invariant, $"{(before.Length == 0 ? "Nothing" : before)} was followed by {type} ({row.Text(2)} times).", [row.Text(3)]));
        }

        return violations;
    }

    private static bool IsLegal(string before, string type) => (StateAfter(before), StateAfter(type)) switch
    {
        (null, _) => before.Length == 0 && type == "SUBMITTED",
        (_, null) => false,
        (JobStatus.Running, JobStatus.Running) => type is "REPORT" or "SNAPSHOT",
        ({ } from, { } to) => type != "SUBMITTED" && JobTransitions.IsAllowed(from, to),
    };

    private static JobStatus? StateAfter(string type) => type switch
    {
        "SUBMITTED" or "RETRYING" => JobStatus.Pending,
        "GRANTED" or "REPORT" or "SNAPSHOT" => JobStatus.Running,
        "COMPLETED" => JobStatus.Completed,
        "FAILED" => JobStatus.Failed,
        "CANCELED" => JobStatus.Canceled,
        _ => null,
    };
}
