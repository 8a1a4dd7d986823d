using System.Data.Common;
using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>Nothing of an attempt was taken after another attempt had been granted: the epoch guards every write of an agent.</summary>
internal sealed class L2NoStaleWrite : BooksCheck
{
    /// <inheritdoc/>
    public override string Invariant => "L2";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        var stale = new Sightings(Invariant, "An attempt wrote to its job after another one had been granted");
        var (jobId, granted) = ("", 0);
        await foreach (var happened in EventLog.ReadAsync(books, cancellation))
        {
            if (happened.JobId != jobId) (jobId, granted) = (happened.JobId, 0);
            if (happened.Type == "GRANTED") granted = happened.Attempt;
            if (happened.Attempt != granted) stale.Add($"{jobId} event {happened.Seq} ({happened.Type}) of attempt {happened.Attempt}, while attempt {granted} held the lease");
        }

        return stale.ToViolations();
    }
}
