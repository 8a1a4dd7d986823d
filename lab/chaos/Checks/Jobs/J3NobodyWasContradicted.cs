namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>No server gave an answer that contradicts an earlier one, such as another job for the same key.</summary>
internal sealed class J3NobodyWasContradicted : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "J3";

    /// <inheritdoc/>
    public Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        var contradicted = new Sightings(Invariant, "A server gave an answer that contradicts an earlier one");
        foreach (var contradiction in run.Record.Contradictions) contradicted.Add(contradiction);
        return Task.FromResult(contradicted.ToViolations());
    }
}
