using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Dispatch;

/// <summary>The node that asks for work, as it is stored.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FreeSlots">Slots that no attempt holds.</param>
/// <param name="SessionId">The agent process that may claim.</param>
/// <param name="Facts">What its machine is, JSON.</param>
internal sealed record ClaimingNode(string Name, int FreeSlots, string? SessionId, string Facts)
{
    private NodeFacts? _facts;

    /// <summary>The query for it; nothing while it is in maintenance.</summary>
    /// <param name="nodeId">The node.</param>
    public static FormattableString Query(string nodeId) => $"""
        SELECT name AS "Name", CAST(slots - (SELECT COUNT(*) FROM attempts WHERE node_id = {nodeId} AND status = 'RUNNING') AS INTEGER) AS "FreeSlots",
            session_id AS "SessionId", facts AS "Facts"
        FROM nodes WHERE id = {nodeId} AND NOT maintenance
        """;

    /// <summary>Whether this agent process may have anything: not one whose disk is full, for that would fail job after job.</summary>
    /// <param name="request">What it asks.</param>
    public bool MayClaim(ClaimRequest request) =>
        FreeSlots > 0 && SessionId == request.SessionId && request.FreeDiskMiB is not < JobRequiresRules.LeastFreeDiskMiB;

    /// <summary>Whether the node has all that a job asks for.</summary>
    /// <param name="head">The job.</param>
    /// <param name="request">What the node has free.</param>
    public bool Fits(LaneHead head, ClaimRequest request)
    {
        if (head.Requires is null) return true;
        _facts ??= JsonSerializer.Deserialize<NodeFacts>(Facts, ModelMineJson.Options)!;
        return JobRequiresRules.Fits(JsonSerializer.Deserialize<JobRequires>(head.Requires, ModelMineJson.Options), _facts, request.FreeDiskMiB);
    }
}
