using ModelMine.Chaos.Checks.Jobs;
using ModelMine.Chaos.Checks.Leases;
using ModelMine.Chaos.Checks.Ledger;
using ModelMine.Chaos.Checks.Tokens;

namespace ModelMine.Chaos.Checks;

/// <summary>Every check of a run that is over: of its database, and of what the outside saw and sees.</summary>
internal static class EveryCheck
{
    /// <summary>The checks.</summary>
    /// <param name="leaseSeconds">Length of a lease in the run.</param>
    public static IReadOnlyList<IInvariantCheck> Of(double leaseSeconds) =>
    [
        .. BooksChecks.All, new L4NeverTakenEarly(leaseSeconds),
        new J1NothingAcknowledgedIsLost(), new J1OwnersSeeTheirJobs(), new J3OneJobASubmit(), new J3NobodyWasContradicted(), new J6CancelsStand(),
        new L4NothingStaysWithTheLost(), new L5WatchersSawEverything(), new L5EventsReplayOutside(),
        new G2VerifiesOutside(), new G3HeadsStand(), new T6OwnersSeeTheirBalances(),
    ];

    /// <summary>Runs them all. What could not be checked is no proof, and counts as a violation.</summary>
    /// <param name="run">The run.</param>
    /// <param name="leaseSeconds">Length of a lease in the run.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, double leaseSeconds, CancellationToken cancellation)
    {
        var violations = new List<Violation>();
        foreach (var check in Of(leaseSeconds))
        {
            try
            {
                violations.AddRange(await check.FindAsync(run, cancellation));
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                violations.Add(new Violation(check.Invariant, $"{check.GetType().Name} could not look: {error.Message}", []));
            }
        }

        return violations;
    }
}
