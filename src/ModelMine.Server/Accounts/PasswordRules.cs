namespace ModelMine.Server.Accounts;

/// <summary>
/// Which passwords are taken: long enough, and none of those that are guessed first. Which kinds of characters it has is
/// left to whoever chooses it (NIST SP 800-63B).
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 256;

    private static readonly HashSet<string> Common = Read();

    /// <summary>What is wrong with a password: a code for programs and a sentence; null when nothing is.</summary>
    public static (string Code, string Message)? Problem(string password, string email)
    {
        var length = password.EnumerateRunes().Count();
        if (length < Shortest) return ("weak_password", $"has {length} characters; choose at least {Shortest}");
        if (password.Length > Longest) return ("long_password", $"is longer than {Longest} characters");
        if (Common.Contains(password.ToLowerInvariant())) return ("common_password", "is one of those that are guessed first; choose another");
        return password.Equals(email, StringComparison.OrdinalIgnoreCase) ? ("common_password", "is the e-mail address; choose another") : null;
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords was not built in.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
