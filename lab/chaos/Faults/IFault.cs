using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary>Does one kind of harm to the network under test, and makes good what does not heal by itself.</summary>
internal interface IFault
{
    /// <summary>Does it.</summary>
    /// <param name="fault">To whom, and for how long.</param>
    /// <param name="cancellation">The run is over: makes good at once.</param>
    /// <returns>What was done, for the journal.</returns>
    /// <exception cref="NotInflictedException">It could not be done.</exception>
    Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation);
}
