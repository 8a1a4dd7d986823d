using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Datasets;
using ModelMine.Training;

namespace ModelMine.Agent.Blobs;

/// <summary>
/// The files of users' own data sets on this node, each once, named by its SHA-256. A file is fetched by the first attempt that
/// needs it, while the others wait; trainers check what they read once more.
/// </summary>
/// <param name="download">Fetches from the server.</param>
/// <param name="folder">Where data sets are kept.</param>
internal sealed class DatasetCache(BlobDownload download, string folder)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Fetches a file that is not there yet, or not what it should be.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was fetched now.</returns>
    /// <exception cref="ApiException">The server does not give it.</exception>
    /// <exception cref="InvalidDataException">It came with other bytes, or its digest cannot be one.</exception>
    public async Task<bool> EnsureAsync(DatasetFile file, CancellationToken cancellationToken)
    {
        if (file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower) || file.Length is not { } length)
            throw new InvalidDataException($"{file.Name} is named without a proper SHA-256 and length.");
        var turn = _turns.GetOrAdd(file.Sha256, _ => new(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var path = TrainingRequest.PathOfOwn(folder, file.Sha256);
            if (await IsWholeAsync(path, file.Sha256, cancellationToken)) return false;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Delete(path + ".part");
            await download.FetchAsync(file.Sha256, length, path, cancellationToken);
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<bool> IsWholeAsync(string path, string digest, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return false;
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == digest;
    }
}
