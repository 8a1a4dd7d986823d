namespace ModelMine.Server.Dispatch;

/// <summary>The job of a lane whose turn is next, and what decides whether the turn is its user's.</summary>
/// <param name="JobId">The job.</param>
/// <param name="UserId">Its user.</param>
/// <param name="CreatedAt">When it was submitted, milliseconds since 1970.</param>
/// <param name="RankedAt">Its place among the user's own jobs, lowest first.</param>
/// <param name="Requires">What it asks of a node, JSON; null for nothing.</param>
/// <param name="Priority">Highest priority that waits in the lane: what the user's turn is worth.</param>
/// <param name="Running">Jobs of the user that run now.</param>
/// <param name="HasBegun">Whether it was granted before: its node was lost, or its attempt failed.</param>
/// <param name="LastServedAt">When the user last had a machine, milliseconds since 1970; 0 for never.</param>
/// <param name="Now">Database time, milliseconds since 1970.</param>
internal sealed record LaneHead(
    string JobId, string UserId, long CreatedAt, long RankedAt, string? Requires, int Priority, int Running, bool HasBegun, long LastServedAt, long Now);
