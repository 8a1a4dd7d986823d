using ModelMine.Server.Data;
using ModelMine.Server.Tokens;

namespace ModelMine.CommitBench;

/// <summary>A kind of write that servers do all the time.</summary>
/// <param name="Name">In the table.</param>
/// <param name="RunAsync">Does it once, by a writer, for a numbered caller.</param>
internal sealed record WriteKind(string Name, Func<GroupCommit, string, Task> RunAsync)
{
    public static IReadOnlyList<WriteKind> All { get; } = [new("in turn", TransferAsync), new("apart", RememberAsync)];

    /// <summary>Three statements, one of them on a row that every server changes: as a submit or a completion moves tokens.</summary>
    private static Task<bool> TransferAsync(GroupCommit writer, string caller) => writer.WriteAsync(
        scope => TokenTransfers.TryMoveAsync(scope, Wallet.Issuance, Wallet.OfUser(caller), 1, "GRANT", null, $"bench:{Guid.NewGuid():N}"));

    /// <summary>One statement on a row of the caller's own: as a report or a heartbeat changes the row of its job.</summary>
    private static Task<int> RememberAsync(GroupCommit writer, string caller) => writer.WriteApartAsync(
        scope => scope.ExecuteAsync($"""
            INSERT INTO dispatch_shares (user_id, last_served_at) VALUES ({caller}, now_ms()) ON CONFLICT (user_id) DO UPDATE SET last_served_at = now_ms()
            """));
}
