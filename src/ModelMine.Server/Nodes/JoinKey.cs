using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>
/// The secret of the settings that lets many machines join. Each machine turns it into a one-use code of its own, by its public
/// key: what holds for codes (one node each, the same node when the answer was lost) then holds for it as well.
/// </summary>
/// <param name="settings">May name one.</param>
public sealed class JoinKey(IOptions<JoinSettings> settings)
{
    private readonly byte[]? _digest = settings.Value.JoinKey is { Length: > 0 } key ? Digest(key) : null;

    /// <summary>Whether a machine gave the key as its code. Takes as long for any wrong one.</summary>
    /// <param name="code">What it gave.</param>
    public bool Fits(string code) => _digest is not null && CryptographicOperations.FixedTimeEquals(Digest(code), _digest);

    /// <summary>What is stored of a machine's own code.</summary>
    /// <param name="key">The key.</param>
    /// <param name="publicKey">The machine's public key.</param>
    internal static string CodeHash(string key, string publicKey) => Secret.Hash($"{key} {publicKey}");

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
