namespace ModelMine.Chaos.Checks.Jobs.Turns;

/// <summary>
/// The queue, replayed one moment after the other. What happened within the same millisecond has no order in the database, so a
/// user to whom anything happened in that moment is neither accused nor defended.
/// </summary>
internal sealed class ReplayedQueue
{
    private readonly Dictionary<string, UserTurn> _users = new(StringComparer.Ordinal);

    /// <summary>Whom a moment's grants passed over; call before <see cref="Take"/>.</summary>
    /// <param name="moment">All moves of one millisecond.</param>
    public IEnumerable<string> Wronged(IReadOnlyList<QueueMove> moment)
    {
        var touched = moment.GroupBy(move => move.UserId, StringComparer.Ordinal).ToDictionary(moves => moves.Key, moves => moves.ToList(), StringComparer.Ordinal);
        foreach (var (userId, moves) in touched)
        {
            if (moves.Exists(move => move.What != "GRANTED") || !_users.TryGetValue(userId, out var served) || served.Running == 0) continue;
            foreach (var (otherId, other) in _users)
                if (other.Running == 0 && other.HighestFresh >= served.HighestWaiting && other.HighestFresh > 0 && !touched.ContainsKey(otherId))
                    yield return $"{otherId} at {moves[0].At}, when {moves[0].JobId} of {userId} was granted";
        }
    }

    /// <summary>Takes the moves of a moment.</summary>
    /// <param name="moment">All moves of one millisecond.</param>
    public void Take(IReadOnlyList<QueueMove> moment)
    {
        foreach (var move in moment)
        {
            if (!_users.TryGetValue(move.UserId, out var turn)) _users[move.UserId] = turn = new UserTurn();
            turn.Take(move);
        }
    }
}
