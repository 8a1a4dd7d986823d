namespace ModelMine.Server.Dispatch;

/// <summary>
/// Passes wake-ups from the server where something happened to the servers where somebody waits for it. It holds nothing
/// that could be lost: who misses a wake-up finds the work at its next look.
/// </summary>
[Alias("modelmine.wake-up")]
public interface IWakeUpGrain : IGrainWithIntegerKey
{
    /// <summary>Tells every server that something happened.</summary>
    /// <param name="topic">What, as in <see cref="WakeUps"/>.</param>
    [Alias("ring")]
    Task RingAsync(string topic);

    /// <summary>Waits for topics rung since a number, for at most a few seconds.</summary>
    /// <param name="seen">Number of the newest ring that the server knows; -1 at its start.</param>
    /// <param name="cancellation">Ends the wait: a stopping silo would sit it out.</param>
    [Alias("pull")]
    Task<RungTopics> PullAsync(long seen, CancellationToken cancellation);
}

/// <summary>Topics that were rung.</summary>
/// <param name="Newest">Number to ask from next time.</param>
/// <param name="Topics">The topics; null when too many were missed to name them: look at everything.</param>
[GenerateSerializer]
[Alias("modelmine.rung-topics")]
public sealed record RungTopics([property: Id(0)] long Newest, [property: Id(1)] IReadOnlyList<string>? Topics);
