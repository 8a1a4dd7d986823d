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

    /// <summary>
    /// Sweeps after which a lease that ran out is taken by any server that works. That one stands longer shows a server that was
    /// just started that none did, though some node was quicker to renew its own.
    /// </summary>
    private const int Sweeps = 3;

    /// <summary>How long an absence is no outage: nodes that live have half of their leases left after it.</summary>
    private static long Harmless(long lease) => lease / 2;

    /// <summary>Notes that the sweep can look.</summary>
    /// <param name="now">The database's time, milliseconds.</param>
    /// <param name="held">The leases that are held, for a server that was just started; null when there are none.</param>
    /// <param name="leaseMilliseconds">How long a lease lasts.</param>
    /// <param name="sweepMilliseconds">Time between two looks.</param>
    /// <returns>How long nobody could look, milliseconds, as far as this server knows, when an outage just ended; else null.</returns>
    public long? Look(long now, HeldLeases? held, long leaseMilliseconds, long sweepMilliseconds)
    {
        var grace = Of(leaseMilliseconds);
        var away = now - (_lastLook ?? held?.NewestRenewal ?? now);
        var overdue = _lastLook is null && held is not null ? now - held.OldestExpiry : 0;
        _lastLook = now;
        // A clock that was set back must not make the wait longer than it is.
        var isOutage = away > Harmless(leaseMilliseconds) || overdue > Sweeps * sweepMilliseconds;
        _over = isOutage ? now + grace : Math.Min(_over, now + grace);
        return isOutage ? Math.Max(away, overdue) : null;
    }

    /// <summary>Whether leases that ran out are kept for now.</summary>
    public bool Holds => _lastLook is { } now && now < _over;
}

/// <summary>What the leases that are held say of the time before a server was started.</summary>
/// <param name="NewestRenewal">When any of them was last granted or renewed, by the database's clock, milliseconds.</param>
/// <param name="OldestExpiry">When the first of them ran out, or will.</param>
internal sealed record HeldLeases(long NewestRenewal, long OldestExpiry);
