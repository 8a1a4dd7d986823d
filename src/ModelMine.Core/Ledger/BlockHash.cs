using System.Security.Cryptography;
using System.Text;

namespace ModelMine.Core.Ledger;

/// <summary>
/// The hash of a block: SHA-256(prevHash ‖ data ‖ timestamp). The first part is always 32 bytes and the last always 24,
/// so two different blocks never give the same bytes (invariant G6).
/// </summary>
public static class BlockHash
{
    /// <summary>The previous hash of the first block: 64 zeros.</summary>
    public const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Computes the hash of a block.</summary>
    /// <param name="prevHashHex">Hash of the block before, 64 lower-case hex digits; <see cref="Zero"/> for the first.</param>
    /// <param name="canonicalData">What the block binds, in canonical JSON.</param>
    /// <param name="timestamp">Its time, as <see cref="LedgerTimestamp.Format"/> writes it.</param>
    /// <returns>64 lower-case hex digits.</returns>
    /// <exception cref="ArgumentException">A part is not in its form.</exception>
    public static string Compute(string prevHashHex, string canonicalData, string timestamp) =>
        Convert.ToHexStringLower(SHA256.HashData(Encode(prevHashHex, canonicalData, timestamp)));

    /// <summary>The bytes that are hashed.</summary>
    internal static byte[] Encode(string prevHashHex, string canonicalData, string timestamp)
    {
        ArgumentNullException.ThrowIfNull(canonicalData);
        if (!Digests.IsSha256(prevHashHex))
        {
            throw new ArgumentException("The previous hash must be 64 lower-case hex digits.", nameof(prevHashHex));
        }

        if (!LedgerTimestamp.TryParse(timestamp, out _))
        {
            throw new ArgumentException("The timestamp must look like 2026-11-24T01:02:03.456Z.", nameof(timestamp));
        }

        return [.. Convert.FromHexString(prevHashHex), .. StrictUtf8.GetBytes(canonicalData), .. Encoding.ASCII.GetBytes(timestamp)];
    }
}
