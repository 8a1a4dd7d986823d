using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Nodes;

/// <summary>
/// Makes a machine a node of the network. A machine whose answer was lost asks again, and must not find its code used up:
/// until its first heartbeat, the same code with the same key gives the same node.
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="tokens">Forgets the token that a repeated enrolment ends.</param>
/// <param name="joinKey">The code that many machines may use.</param>
public sealed class EnrolNode(GroupCommit writer, NodeTokens tokens, JoinKey joinKey)
{
    /// <summary>Word of the refusal of a code.</summary>
    public const string BadCodeWord = "bad_join_code";

    /// <summary>
    /// Enrols a node with a code, and gives it the secret that it signs in with. Of two machines that use one code, one wins;
    /// with the join key, each becomes a node.
    /// </summary>
    /// <param name="request">What the machine says.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">The code is not good, or the request is not.</exception>
    public async Task<EnrolResponse> ExecuteAsync(EnrolRequest request, CancellationToken cancellation)
    {
        NodeRules.Require(NodeRules.WhyNotEnrol(request));
        var byKey = joinKey.Fits(request.Code);
        var enrolment = new Enrolment(
            byKey ? JoinKey.CodeHash(request.Code, request.PublicKey) : Secret.Hash(request.Code), request.Name.Trim(), request.PublicKey, JsonSerializer.Serialize(request.Facts, ModelMineJson.Options),
            request.Facts.Slots, Secret.New(NodeTokens.Prefix));
        return await writer.WriteAsync(
            async scope =>
            {
                if (byKey) await MakeCodeAsync(scope, enrolment.CodeHash);
                return await UseCodeAsync(scope, enrolment) ?? await RepeatAsync(scope, enrolment) ?? throw (byKey ? HasJoined() : BadCode());
            },
            cancellation);
    }

    /// <summary>The code of the machine that gave the join key. It is good anew for one that never got its answer, however long that was ago.</summary>
    private static Task<int> MakeCodeAsync(WriteScope scope, string codeHash) => scope.ExecuteAsync($"""
        INSERT INTO enrolment_codes (code_hash, created_by, expires_at) VALUES ({codeHash}, NULL, now_ms() + {(long)EnrolmentCodes.GoodFor.TotalMilliseconds})
        ON CONFLICT (code_hash) DO UPDATE SET expires_at = excluded.expires_at
        """);

    private static async Task<EnrolResponse?> UseCodeAsync(WriteScope scope, Enrolment enrolment)
    {
        var nodeId = Id.New("node");
        var used = await scope.QueryAsync<UsedCode>($"""
            UPDATE enrolment_codes SET node_id = {nodeId}
            WHERE code_hash = {enrolment.CodeHash} AND node_id IS NULL AND expires_at > now_ms()
            RETURNING created_by AS "CreatedBy"
            """);
        if (used.Count == 0) return null;
        await scope.ExecuteAsync($"""
            INSERT INTO nodes (id, owner_id, name, token_hash, public_key, facts, slots, maintenance, gives_back, enrolled_at)
            VALUES ({nodeId}, {used[0].CreatedBy}, {enrolment.Name}, {Secret.Hash(enrolment.Token)}, {enrolment.PublicKey}, {enrolment.Facts},
                {enrolment.Slots}, {false}, {false}, now_ms())
            """);
        await scope.ExecuteAsync($"INSERT INTO wallets (id, balance) VALUES ({Wallet.OfNode(nodeId)}, 0)");
        return new EnrolResponse(nodeId, enrolment.Token);
    }

    private async Task<EnrolResponse?> RepeatAsync(WriteScope scope, Enrolment enrolment)
    {
        var repeated = await scope.QueryAsync<EnrolledNode>($"""
            UPDATE nodes SET token_hash = {Secret.Hash(enrolment.Token)}, name = {enrolment.Name}, facts = {enrolment.Facts}, slots = {enrolment.Slots}
            WHERE public_key = {enrolment.PublicKey} AND last_seen_at IS NULL
                AND id = (SELECT node_id FROM enrolment_codes WHERE code_hash = {enrolment.CodeHash} AND expires_at > now_ms())
            RETURNING id AS "Id"
            """);
        if (repeated.Count == 0) return null;
        scope.AfterCommit(() => tokens.Forget(repeated[0].Id));
        return new EnrolResponse(repeated[0].Id, enrolment.Token);
    }

    private static RefusedException BadCode() => new(
        403, BadCodeWord, "This join code is not good: it was used, ran out, or is mistyped.",
        "A code enrols one machine within an hour. Make a new one on the page /network, or with POST /nodes/codes.");

    private static RefusedException HasJoined() => new(
        409, "already_joined", "This machine has joined already, and lost what it was told then.",
        "Put its identity.json back; or remove node.key, beside which that lay, to let it join as a new node.");

    private sealed record Enrolment(string CodeHash, string Name, string PublicKey, string Facts, int Slots, string Token);

    private sealed record UsedCode(string? CreatedBy);

    private sealed record EnrolledNode(string Id);
}
