namespace ModelMine.Server.Dispatch;

/// <summary>
/// Finds the next job of each lane. The number of lanes counts, not that of jobs: from one lane to the next, and to the first
/// job in it, the database goes by an index.
/// </summary>
internal static class WaitingLanes
{
    /// <summary>The query for one <see cref="LaneHead"/> a lane; users at their limit are left out.</summary>
    /// <param name="freeMemoryMiB">Memory that the node can give, MiB.</param>
    /// <param name="mostRunning">Jobs that one user may have running.</param>
    public static FormattableString Heads(int freeMemoryMiB, int mostRunning) => $"""
        WITH RECURSIVE lanes(lane) AS (
            SELECT (SELECT j.lane FROM jobs j WHERE j.status = 'PENDING' ORDER BY j.lane LIMIT 1)
            UNION ALL
            SELECT (SELECT j.lane FROM jobs j WHERE j.status = 'PENDING' AND j.lane > lanes.lane ORDER BY j.lane LIMIT 1) FROM lanes WHERE lanes.lane IS NOT NULL
        ), heads AS (
            SELECT lane, (
                SELECT j.id FROM jobs j
                WHERE j.status = 'PENDING' AND j.lane = lanes.lane AND j.memory_mib <= {freeMemoryMiB} AND j.not_before <= now_ms()
                ORDER BY j.ranked_at, j.id LIMIT 1) AS id
            FROM lanes WHERE lane IS NOT NULL
        ), known AS (
            SELECT j.id, j.user_id, j.created_at, j.ranked_at, j.requires, j.lane, j.attempt_number,
                (SELECT COUNT(*) FROM jobs r WHERE r.user_id = j.user_id AND r.status = 'RUNNING') AS running
            FROM heads h JOIN jobs j ON j.id = h.id
        )
        SELECT k.id AS "JobId", k.user_id AS "UserId", k.created_at AS "CreatedAt", k.ranked_at AS "RankedAt", k.requires AS "Requires",
            (SELECT j.priority FROM jobs j WHERE j.status = 'PENDING' AND j.lane = k.lane ORDER BY j.priority DESC LIMIT 1) AS "Priority",
            CAST(k.running AS INTEGER) AS "Running", k.attempt_number > 0 AS "HasBegun", COALESCE(s.last_served_at, 0) AS "LastServedAt", now_ms() AS "Now"
        FROM known k LEFT JOIN dispatch_shares s ON s.user_id = k.user_id
        WHERE k.running < {mostRunning}
        """;
}
