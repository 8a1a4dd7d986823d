using System.Data.Common;
using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>A job's log lines are numbered 1, 2, 3 … across its events: none is missing, none stands twice.</summary>
internal sealed class L5LogLinesAreGapless : BooksCheck
{
    /// <inheritdoc/>
    public override string Invariant => "L5";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        var torn = new Sightings(Invariant, "A job's log has a gap, or a line twice");
        var (jobId, last) = ("", 0L);
        await foreach (var happened in EventLog.ReadAsync(books, cancellation))
        {
            if (happened.JobId != jobId) (jobId, last) = (happened.JobId, 0);
            foreach (var line in happened.LogLines)
            {
                if (line != last + 1) torn.Add($"{jobId} line {line} after {last} in event {happened.Seq}");
                last = line;
            }
        }

        return torn.ToViolations();
    }
}
