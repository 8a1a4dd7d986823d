using System.Security.Cryptography;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Datasets;
using ModelMine.Training;

namespace ModelMine.Agent.Blobs;

/// <summary>
/// The files of users' own data sets on this node, each once, named by its SHA-256. A file is fetched by the first attempt that
/// needs it, while the others wait; a fetch that broke off with the agent goes on. What was unused for longest makes room.
/// </summary>
/// <param name="download">Fetches from the server.</param>
/// <param name="folder">Where data sets are kept.</param>
/// <param name="limit">Bytes that the files may take together.</param>
/// <param name="time">The clock.</param>
internal sealed class DatasetCache(BlobDownload download, string folder, long limit, TimeProvider time)
{
    private readonly HeldFiles _held = new();

    private string Folder => Path.GetDirectoryName(TrainingRequest.PathOfOwn(folder, "any"))!;

    /// <summary>Makes room for files, and keeps them from making room for others until disposed.</summary>
    /// <param name="files">The files, whether they are here already or not.</param>
    /// <exception cref="InvalidDataException">A file is named without a digest or a length, or there is no room while others are in use.</exception>
    public IDisposable Hold(IReadOnlyList<DatasetFile> files)
    {
        if (files.FirstOrDefault(file => file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower) || file.Length is null) is { } wrong)
            throw new InvalidDataException($"{wrong.Name} is named without a proper SHA-256 and length.");
        Directory.CreateDirectory(Folder);
        var held = _held.Hold(files);
        try
        {
            _held.Locked(MakeRoom);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Fetches a file that is held and not here yet, or not what it should be.</summary>
    /// <param name="file">The file.</param>
    /// <param name="got">Hears how many of its bytes are here while it is fetched.</param>
    /// <param name="cancellationToken">Gives up; what came is kept.</param>
    /// <returns>Whether it was fetched now.</returns>
    /// <exception cref="ApiException">The server does not give it.</exception>
    /// <exception cref="InvalidDataException">It came with other bytes.</exception>
    public async Task<bool> EnsureAsync(DatasetFile file, Action<long> got, CancellationToken cancellationToken)
    {
        var turn = _held.TurnOf(file);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var path = TrainingRequest.PathOfOwn(folder, file.Sha256);
            var isWhole = await IsWholeAsync(path, file.Sha256, cancellationToken);
            if (!isWhole)
            {
                File.Delete(path);
                await download.FetchAsync(file.Sha256, file.Length!.Value, path, cancellationToken, got);
            }

            // What is used is young.
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return !isWhole;
        }
        finally
        {
            turn.Release();
        }
    }

    private void MakeRoom(IReadOnlyDictionary<string, long> held)
    {
        var others = new DirectoryInfo(Folder).EnumerateFiles().Where(file => !held.ContainsKey(Path.GetFileNameWithoutExtension(file.Name)))
            .OrderBy(file => file.LastWriteTimeUtc).ToList();
        var needed = held.Values.Sum();
        if (needed > limit)
            throw new InvalidDataException($"The data sets in use on this node would take {MiB(needed)} MiB, more than the {MiB(limit)} MiB that its owner allows (--data-cache).");
        var taken = needed + others.Sum(file => file.Length);
        foreach (var file in others.TakeWhile(_ => taken > limit))
        {
            taken -= file.Length;
            file.Delete();
        }
    }

    private static async Task<bool> IsWholeAsync(string path, string digest, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return false;
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == digest;
    }

    private static long MiB(long bytes) => (bytes + 1024 * 1024 - 1) / (1024 * 1024);
}
