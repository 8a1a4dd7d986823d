namespace ModelMine.Server.Accounts;

internal static class LocalUrl
{
    /// <summary>Whether an address stays on this server: a path, and none that a browser reads as another host.</summary>
    public static bool Is(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
