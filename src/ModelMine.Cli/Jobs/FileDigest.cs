using System.Security.Cryptography;

namespace ModelMine.Cli.Jobs;

/// <summary>SHA-256 of a file, lower-case hex.</summary>
internal static class FileDigest
{
    public static async Task<string> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
