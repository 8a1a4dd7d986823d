namespace ModelMine.Chaos.Checks;

/// <summary>Looks for violations of one invariant once a run is over.</summary>
internal interface IInvariantCheck
{
    /// <summary>Which invariant of the design.</summary>
    string Invariant { get; }

    /// <summary>Looks.</summary>
    /// <param name="run">The run that is over.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is wrong; empty when nothing is.</returns>
    Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation);
}
