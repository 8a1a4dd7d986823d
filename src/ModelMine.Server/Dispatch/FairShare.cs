using ModelMine.Server.Data;

namespace ModelMine.Server.Dispatch;

/// <summary>Keeps account of when each user last had a machine.</summary>
internal static class FairShare
{
    /// <summary>
    /// Lets grants to one user happen one after the other, also from several servers: each then counts what the one before it
    /// granted, and a limit cannot be passed by two at once.
    /// </summary>
    /// <param name="scope">The write that grants.</param>
    /// <param name="userId">The user.</param>
    public static Task HoldAsync(WriteScope scope, string userId) => scope.ExecuteAsync($"""
        INSERT INTO dispatch_shares (user_id, last_served_at) VALUES ({userId}, 0)
        ON CONFLICT (user_id) DO UPDATE SET last_served_at = dispatch_shares.last_served_at
        """);

    /// <summary>Notes that an attempt of the user was served until then, and no longer.</summary>
    /// <param name="scope">The write that ends it.</param>
    /// <param name="userId">The user.</param>
    /// <param name="until">When its node was last heard, milliseconds since 1970.</param>
    public static Task NoteServedUntilAsync(WriteScope scope, string userId, long until) => scope.ExecuteAsync($"""
        INSERT INTO dispatch_shares (user_id, last_served_at) VALUES ({userId}, {until})
        ON CONFLICT (user_id) DO UPDATE SET last_served_at = CASE WHEN dispatch_shares.last_served_at > {until} THEN dispatch_shares.last_served_at ELSE {until} END
        """);

    /// <summary>Notes that an attempt of the user was granted, or ended, just now.</summary>
    /// <param name="scope">The write that grants or ends it.</param>
    /// <param name="userId">The user.</param>
    public static Task NoteServedAsync(WriteScope scope, string userId) => scope.ExecuteAsync($"""
        INSERT INTO dispatch_shares (user_id, last_served_at) VALUES ({userId}, now_ms())
        ON CONFLICT (user_id) DO UPDATE SET last_served_at = now_ms()
        """);
}
