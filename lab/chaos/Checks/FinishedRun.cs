using System.Data.Common;
using ModelMine.Chaos.Runs;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Checks;

/// <summary>A run whose faults have ended, whose servers all run, and whose jobs had their time: what checks look at.</summary>
/// <param name="Record">What the outside saw while it ran.</param>
/// <param name="OpenDatabaseAsync">Opens the database, past the servers; the caller disposes it.</param>
/// <param name="Users">Who submitted, through the API of one server: name as in <see cref="AcknowledgedSubmit.User"/>.</param>
internal sealed record FinishedRun(
    RunRecord Record, Func<CancellationToken, Task<DbConnection>> OpenDatabaseAsync, IReadOnlyDictionary<string, UserApiClient> Users)
{
    /// <summary>How long a silent node kept a job, seconds.</summary>
    public double LeaseSeconds { get; init; } = 10;

    /// <summary>Runs every check. What could not be looked at is no proof, and counts as a violation.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<Violation>> CheckAsync(CancellationToken cancellation)
    {
        var violations = new List<Violation>();
        foreach (var check in AllChecks.Create())
        {
            try
            {
                violations.AddRange(await check.FindAsync(this, cancellation));
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                violations.Add(new Violation(check.Invariant, $"{check.GetType().Name} could not look: {error.Message}", []));
            }
        }

        return violations;
    }
}
