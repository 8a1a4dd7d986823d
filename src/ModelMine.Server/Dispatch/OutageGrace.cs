namespace ModelMine.Server.Dispatch;

/// <summary>
/// Keeps leases that ran out while no agent could be heard, because the servers or the database were away: their nodes come back and
/// renew them, unless they are really gone. Everything is counted by the database's clock, which each look of the sweep reads.
/// Not safe from several threads.
/// </summary>
internal sealed class OutageGrace
{
    private long? _lastLook;
    private long _over;

    /// <summary>How long leases are kept after an outage: long enough for every node to find out that the server is back.</summary>
    /// <param name="lease">How long a lease lasts.</param>
    public static long Of(long lease) => lease / 3;

    /// <summary>How long an absence is no outage: nodes that live have half of their leases left after it.</summary>
    private static long Harmless(long lease) => lease / 2;

    /// <summary>Notes that the sweep can look.</summary>
    /// <param name="now">The database's time, milliseconds.</param>
    /// <param name="newestRenewal">When any lease was last granted or renewed, for a server that was just started; null when none is held.</param>
    /// <param name="leaseMilliseconds">How long a lease lasts.</param>
    /// <returns>How long this server could not look, milliseconds, when an outage just ended; else null.</returns>
    public long? Look(long now, long? newestRenewal, long leaseMilliseconds)
    {
        var grace = Of(leaseMilliseconds);
        var away = now - (_lastLook ?? newestRenewal ?? now);
        _lastLook = now;
        // A clock that was set back must not make the wait longer than it is.
        var isOutage = away > Harmless(leaseMilliseconds);
        _over = isOutage ? now + grace : Math.Min(_over, now + grace);
        return isOutage ? away : null;
    }

    /// <summary>Whether leases that ran out are kept for now.</summary>
    public bool Holds => _lastLook is { } now && now < _over;
}
