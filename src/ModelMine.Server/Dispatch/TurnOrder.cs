namespace ModelMine.Server.Dispatch;

/// <summary>
/// Decides whose turn it is. Two questions, kept apart:
/// <list type="number">
/// <item>Which of a user's own jobs takes that user's turn? The one submitted first, where each point of priority counts as so
/// many seconds of waiting (<c>submitted − priority × ageing</c>, lowest first). So a job is overtaken only by more urgent ones
/// that came within <c>difference × ageing</c> after it.</item>
/// <item>Which user's turn is it? The one with the highest level: the highest priority that the user has waiting, and one point
/// more for each ageing time that the user has waited without a machine. Among equals, the one with the fewest running jobs;
/// then the one whose job was interrupted, for its turn was not finished; then the one who had no machine for longest.</item>
/// </list>
/// A user who has a machine, or had one a moment ago, gains no points: so a queue of ten thousand jobs is worth one turn, like
/// a queue of one. A user without a machine gains points for ever: so nobody waits for ever.
/// </summary>
internal static class TurnOrder
{
    /// <summary>The heads in the order of their turns; of each user, only the job that takes the turn.</summary>
    /// <param name="heads">One head for each lane that the node can serve.</param>
    /// <param name="ageingMilliseconds">Waiting that counts as much as one point of priority.</param>
    public static IEnumerable<LaneHead> Of(IEnumerable<LaneHead> heads, double ageingMilliseconds) => heads
        .GroupBy(head => head.UserId)
        .Select(own => (Head: own.MinBy(head => (head.RankedAt, head.JobId))!, Priority: own.Max(head => head.Priority), Waited: own.Max(Waited)))
        .OrderByDescending(turn => turn.Priority + Math.Floor(turn.Waited / ageingMilliseconds))
        .ThenBy(turn => turn.Head.Running)
        .ThenByDescending(turn => turn.Head.HasBegun)
        .ThenBy(turn => turn.Head.LastServedAt)
        .ThenBy(turn => turn.Head.CreatedAt)
        .ThenBy(turn => turn.Head.JobId, StringComparer.Ordinal)
        .Select(turn => turn.Head);

    /// <summary>How long the user has waited without a machine, milliseconds; 0 while one of the user's jobs runs.</summary>
    private static double Waited(LaneHead head) =>
        head.Running > 0 ? 0 : Math.Max(0, head.Now - Math.Max(head.CreatedAt, head.LastServedAt));
}
