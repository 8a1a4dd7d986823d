namespace ModelMine.Chaos.Checks.Jobs.Turns;

/// <summary>Something that changed who waits and who runs.</summary>
/// <param name="At">When, milliseconds since 1970.</param>
/// <param name="What"><c>WAITS</c>, <c>GRANTED</c>, <c>RETURNED</c> to the queue, <c>ENDED</c> from a machine, or <c>CALLED_OFF</c> while it waited.</param>
/// <param name="UserId">Whose job.</param>
/// <param name="JobId">The job.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Anywhere">Whether any node that can hold another job can hold this one.</param>
internal sealed record QueueMove(long At, string What, string UserId, string JobId, int Priority, bool Anywhere);
