using NSec.Cryptography;

namespace ModelMine.Core.Ledger;

/// <summary>The Ed25519 key by which a node signs what it trained. Kept in a file that only its owner can read.</summary>
public sealed class NodeKey : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private readonly Key _key;

    private NodeKey(Key key) => _key = key;

    /// <summary>The public key: base64 of its 32 bytes.</summary>
    public string PublicKey => Convert.ToBase64String(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>Makes a new key from the operating system's randomness.</summary>
    public static NodeKey Create() =>
        new(Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));

    /// <summary>Reads a key that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NodeKeyException">It is missing, unreadable, readable by others, or not a key.</exception>
    public static NodeKey Load(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new NodeKeyException($"The node's key {path} can be read by others on this machine. Make it yours alone: chmod 600 {path}");
            }

            return new(Key.Import(
                SignatureAlgorithm.Ed25519, File.ReadAllBytes(path), KeyBlobFormat.PkixPrivateKeyText,
                new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NodeKeyException($"The node's key {path} cannot be read: {error.Message}", error);
        }
        catch (FormatException error)
        {
            throw new NodeKeyException($"{path} does not hold an Ed25519 private key in PEM form. Restore it from a copy, or delete it and enrol this machine as a new node.", error);
        }
    }

    /// <summary>Writes the key to a new file with mode 0600 (PEM, PKCS #8). Never overwrites: a lost key is a lost identity.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="NodeKeyException">There is a file already, or it cannot be written.</exception>
    public void Save(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            try
            {
                using (var file = new FileStream(draft, options))
                {
                    file.Write(_key.Export(KeyBlobFormat.PkixPrivateKeyText));
                    file.Flush(flushToDisk: true);
                }

                File.Move(draft, path, overwrite: false);
            }
            finally
            {
                File.Delete(draft);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NodeKeyException($"The node's key cannot be written to {path}: {error.Message}", error);
        }
    }

    /// <summary>Signs bytes.</summary>
    /// <param name="bytes">What to sign.</param>
    /// <returns>The signature, base64 of 64 bytes.</returns>
    public string Sign(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(_key, bytes));

    /// <summary>Whether a signature is that of the key's owner over these bytes. A malformed key or signature is simply not valid.</summary>
    /// <param name="publicKey">Base64 of 32 bytes.</param>
    /// <param name="bytes">What was signed.</param>
    /// <param name="signature">Base64 of 64 bytes.</param>
    public static bool Verify(string publicKey, ReadOnlySpan<byte> bytes, string signature) =>
        Decode(publicKey, 32) is { } keyBytes
        && Decode(signature, 64) is { } signatureBytes
        && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, keyBytes, KeyBlobFormat.RawPublicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key!, bytes, signatureBytes);

    /// <summary>Whether a text is a public key as <see cref="PublicKey"/> writes it.</summary>
    /// <param name="publicKey">The text.</param>
    public static bool IsPublicKey(string? publicKey) => Decode(publicKey, 32) is not null;

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>Bytes of a base64 text of exactly that length, in the one spelling that encodes them; else null.</summary>
    private static byte[]? Decode(string? text, int length)
    {
        var bytes = new byte[length];
        return text is not null && text.Length == (length + 2) / 3 * 4
            && Convert.TryFromBase64String(text, bytes, out var written) && written == length
            && Convert.ToBase64String(bytes) == text
            ? bytes
            : null;
    }
}
