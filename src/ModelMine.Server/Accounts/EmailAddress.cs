using System.Net.Mail;

namespace ModelMine.Server.Accounts;

internal static class EmailAddress
{
    public const int Longest = 254;
    private const int LongestName = 64;

    /// <summary>The address as it is kept; null when it is none.</summary>
    public static string? Parse(string typed)
    {
        var address = typed.Trim();
        if (address.Length > Longest || address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return null;
        if (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address) return null;
        return parsed.User.Length <= LongestName && Uri.CheckHostName(parsed.Host) == UriHostNameType.Dns ? address : null;
    }
}
