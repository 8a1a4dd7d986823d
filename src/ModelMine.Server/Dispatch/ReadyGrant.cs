using ModelMine.Core.Contracts;

namespace ModelMine.Server.Dispatch;

/// <summary>A grant, and how long its job had been ready for it.</summary>
/// <param name="Attempt">What the agent gets.</param>
/// <param name="WaitedMs">Milliseconds by the database's clock.</param>
internal sealed record ReadyGrant(AttemptGrant Attempt, long WaitedMs);
