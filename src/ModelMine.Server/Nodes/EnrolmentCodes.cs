using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>Makes the codes that enrol one node each.</summary>
/// <param name="writer">The writer.</param>
public sealed class EnrolmentCodes(GroupCommit writer)
{
    internal static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    /// <summary>A new code; only its hash is kept. Codes that ran out unused are removed on the way.</summary>
    /// <param name="userId">Who will own the node; null for the server's own machine.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<EnrolmentCode> CreateAsync(string? userId, CancellationToken cancellation)
    {
        var code = Secret.New("mm_join_");
        return await writer.WriteAsync(async scope =>
        {
            await scope.ExecuteAsync($"DELETE FROM enrolment_codes WHERE node_id IS NULL AND expires_at <= now_ms()");
            var expiresAt = await scope.NowAsync() + GoodFor;
            await scope.ExecuteAsync($"""
                INSERT INTO enrolment_codes (code_hash, created_by, expires_at)
                VALUES ({Secret.Hash(code)}, {userId}, {expiresAt.ToUnixTimeMilliseconds()})
                """);
            return new EnrolmentCode(code, expiresAt);
        }, cancellation);
    }
}
