using ModelMine.Chaos.Load;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.Poison"/>
internal sealed class Poison(Submitters submitters, CancellationToken run) : IFault
{
    /// <summary>Numbers of poison jobs begin above those of the others.</summary>
    public const int FirstNumber = 1_000_000;

    private const int Behaviours = 7;
    private const int LeastStake = 2;
    private int _next;

    public Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        // Each in turn: crash, memory, silence, lines, messages, files, an end without a word.
        var behaviour = Interlocked.Increment(ref _next) % Behaviours + 1;
        var seed = behaviour * 1000 + fault.Detail % 5 + 1;
        submitters.Begin(new PlannedJob(FirstNumber + fault.Number, fault.At, fault.Number, seed, LeastStake, 50, false, null, false), run);
        return Task.FromResult($"submitted a job of seed {seed}");
    }
}
