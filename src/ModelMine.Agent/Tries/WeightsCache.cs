using ModelMine.Agent.Blobs;
using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.Agent.Tries;

/// <summary>The weights that were used last, each in a folder named after its SHA-256; the one unused for longest makes room.</summary>
internal sealed class WeightsCache(TryParts parts)
{
    private const int Most = 8;

    /// <summary>What is at hand.</summary>
    public IReadOnlyList<string> Digests() => Directory.Exists(parts.Folder)
        ? [.. Directory.EnumerateDirectories(parts.Folder).Where(folder => File.Exists(FileIn(folder))).Select(folder => Path.GetFileName(folder))]
        : [];

    /// <summary>Makes sure that weights are here.</summary>
    /// <param name="grant">The request that they are for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The folder that they lie in.</returns>
    /// <exception cref="ModelMine.Core.Contracts.Client.ApiException">The server does not give them.</exception>
    /// <exception cref="InvalidDataException">They came with other bytes.</exception>
    public async Task<string> EnsureAsync(TryGrant grant, CancellationToken cancellationToken)
    {
        if (grant.WeightsDigest.Length != 64 || !grant.WeightsDigest.All(char.IsAsciiHexDigitLower)) throw new InvalidDataException($"“{grant.WeightsDigest}” is no SHA-256.");
        var folder = Path.Combine(parts.Folder, grant.WeightsDigest);
        if (!File.Exists(FileIn(folder)))
        {
            MakeRoom();
            Directory.CreateDirectory(folder);
            await new BlobDownload((_, offset, piece, token) => parts.Api.ReadTryWeightsAsync(grant.TryId, offset, piece, token), parts.Calls, parts.Timings, parts.Time)
                .FetchAsync(grant.WeightsDigest, grant.WeightsBytes, FileIn(folder), cancellationToken);
        }

        Directory.SetLastWriteTimeUtc(folder, parts.Time.GetUtcNow().UtcDateTime);
        return folder;
    }

    private void MakeRoom()
    {
        if (!Directory.Exists(parts.Folder)) return;
        foreach (var old in Directory.EnumerateDirectories(parts.Folder).OrderByDescending(Directory.GetLastWriteTimeUtc).Skip(Most - 1))
            Directory.Delete(old, recursive: true);
    }

    private static string FileIn(string folder) => Path.Combine(folder, TrainingJob.WeightsFileName);
}
