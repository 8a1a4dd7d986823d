using ModelMine.Server.Data;

namespace ModelMine.Server.Dispatch;

internal static class LostLease
{
    /// <summary>Says in words why an agent holds a lease no longer.</summary>
    public static async Task<string> ReasonAsync(WriteScope scope, string attemptId) =>
        Words(await scope.FirstOrDefaultAsync<string>($"SELECT status AS \"Value\" FROM attempts WHERE id = {attemptId}"));

    /// <summary>The words for an attempt's stored status.</summary>
    public static string Words(string? status) => status switch
    {
        "CANCELED" => "the job was canceled by its owner",
        "LOST" => "the node was silent for longer than its lease, and the job went to another attempt",
        "COMPLETED" => "the attempt is settled",
        "FAILED" or "RELEASED" => "the attempt was given back",
        null => "the server knows no such attempt",
        _ => "the lease was taken back",
    };
}
