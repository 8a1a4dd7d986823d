using System.Security.Cryptography;

namespace ModelMine.Server.Blobs.S3;

/// <summary>Sums as the store reads them.</summary>
internal static class S3Checksum
{
    /// <summary>SHA-256, base64.</summary>
    public static string Of(ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(SHA256.HashData(bytes.Span));
}
