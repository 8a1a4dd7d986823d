using System.Security.Cryptography;
using System.Text;

namespace ModelMine.Server.Shell;

/// <summary>Makes secrets that are shown once and of which only a hash is kept.</summary>
public static class Secret
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new secret: its prefix, and 200 random bits.</summary>
    /// <param name="prefix">Says what it is for, such as <c>mm_node_</c>.</param>
    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 40);

    /// <summary>What is stored of a secret: SHA-256, lower-case hex. It needs no salt, because nobody can guess 200 random bits.</summary>
    /// <param name="secret">The secret.</param>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
