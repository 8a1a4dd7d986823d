using System.Security.Cryptography;
using System.Text;

namespace ModelMine.Training.Data.Files;

/// <summary>A data set's digest, made so that a stranger can recompute it with <c>sha256sum FILES | sha256sum</c>.</summary>
internal static class ContentDigest
{
    /// <summary>SHA-256 of bytes, lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>SHA-256 over lines of a file's SHA-256, two spaces, its name, in the order given.</summary>
    public static string OfFiles(IEnumerable<(string Name, string Sha256)> files)
    {
        var lines = new StringBuilder();
        foreach (var (name, sha256) in files)
        {
            lines.Append(sha256).Append("  ").Append(name).Append('\n');
        }

        return Of(Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
