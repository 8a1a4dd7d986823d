using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Nodes;

/// <summary>Makes a machine a node of the network.</summary>
/// <param name="writer">The writer.</param>
public sealed class EnrolNode(GroupCommit writer)
{
    /// <summary>Enrols a node with a code, and gives it the secret that it signs in with. Of two who use one code, one wins.</summary>
    /// <param name="request">What the machine says.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">The code is not good, or the request is not.</exception>
    public async Task<EnrolResponse> ExecuteAsync(EnrolRequest request, CancellationToken cancellation)
    {
        NodeRules.Require(NodeRules.WhyNotEnrol(request));
        var (nodeId, token) = (Id.New("node"), Secret.New("mm_node_"));
        var facts = JsonSerializer.Serialize(request.Facts, ModelMineJson.Options);
        return await writer.WriteAsync(async scope =>
        {
            var used = await scope.QueryAsync<UsedCode>($"""
                UPDATE enrolment_codes SET node_id = {nodeId}
                WHERE code_hash = {Secret.Hash(request.Code)} AND node_id IS NULL AND expires_at > now_ms()
                RETURNING created_by AS "CreatedBy"
                """);
            if (used.Count == 0) throw BadCode();
            await scope.ExecuteAsync($"""
                INSERT INTO nodes (id, owner_id, name, token_hash, public_key, facts, slots, maintenance, enrolled_at)
                VALUES ({nodeId}, {used[0].CreatedBy}, {request.Name.Trim()}, {Secret.Hash(token)}, {request.PublicKey}, {facts},
                    {request.Facts.Slots}, {false}, now_ms())
                """);
            await scope.ExecuteAsync($"INSERT INTO wallets (id, balance) VALUES ({Wallet.OfNode(nodeId)}, 0)");
            return new EnrolResponse(nodeId, token);
        }, cancellation);
    }

    private static RefusedException BadCode() => new(
        403, "bad_join_code", "This join code is not good: it was used, ran out, or is mistyped.",
        "A code enrols one machine within an hour. Make a new one on the page /network, or with POST /nodes/codes.");

    private sealed record UsedCode(string? CreatedBy);
}
