namespace ModelMine.Chaos.Runs;

/// <summary>What a fault does.</summary>
internal enum FaultKind
{
    /// <summary>Kills an agent (SIGKILL), and starts it again.</summary>
    KillAgent,

    /// <summary>Kills a server (SIGKILL), and starts it again.</summary>
    KillServer,

    /// <summary>Stops an agent and its trainers for longer than a lease (SIGSTOP), and lets them go on (SIGCONT), as a machine that sleeps and wakes.</summary>
    FreezeAgent,

    /// <summary>A route carries nothing for some time; what was sent arrives afterwards.</summary>
    CutBothWays,

    /// <summary>Requests on a route get lost; then its connections break.</summary>
    LoseRequests,

    /// <summary>Requests on a route arrive and are carried out, and the answers get lost; then its connections break.</summary>
    LoseAnswers,

    /// <summary>A route stalls again and again, as TCP does when packets are lost.</summary>
    Stall,

    /// <summary>All connections of a route are reset, several times.</summary>
    Reset,

    /// <summary>A route is slow.</summary>
    Slow,

    /// <summary>PostgreSQL stops at once, as in a crash, and is started again.</summary>
    StopPostgres,

    /// <summary>Connections of servers to PostgreSQL are ended by the administrator.</summary>
    KillBackends,

    /// <summary>The process of one connection to PostgreSQL is killed (SIGKILL) while it commits; nobody can tell whether it did before the database is asked.</summary>
    KillAtCommit,

    /// <summary>Redis is killed (SIGKILL), and started again.</summary>
    KillRedis,

    /// <summary>Redis forgets everything (FLUSHALL).</summary>
    FlushRedis,

    /// <summary>The disk of an agent, or of the blobs, is full for some time.</summary>
    FillDisk,

    /// <summary>An agent or a server is restarted in order with a wrong clock (an agent by hours, a server by seconds) that jumps a moment later.</summary>
    ShiftClock,

    /// <summary>A job whose trainer misbehaves.</summary>
    Poison,

    /// <summary>A request arrives twice, at two servers at once.</summary>
    Duplicate,

    /// <summary>A request's connection breaks, the client sends it again, and the first one arrives much later, after its successors.</summary>
    DeliverLate,
}
