using System.Collections.Concurrent;
using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs.Places;

/// <summary>A folder, which servers may share: each name is a file. Complete files appear by renaming, whole or not at all.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderPlace(string folder) : IBlobPlace
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>Folder of what is not complete.</summary>
    public string PartialFolder => PathOf(BlobNames.Partial);

    public Task<long?> SizeAsync(string name, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(name));
        return Task.FromResult(file.Exists ? file.Length : (long?)null);
    }

    public Stream Open(string name, long size) => new FileStream(PathOf(name), new FileStreamOptions
    {
        Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous, BufferSize = 0,
    });

    public Task RemoveAsync(string name)
    {
        if (File.Exists(PathOf(name))) File.Delete(PathOf(name));
        return Task.CompletedTask;
    }

    public IArrival Arrival(string name) => new PartialFile(this, PathOf(name));

    public Task MoveAsync(string name, string digest, string to)
    {
        if (File.Exists(PathOf(name))) Adopt(PathOf(name), to);
        return Task.CompletedTask;
    }

    public Task<LocalCopy> CopyAsync(string name, CancellationToken cancellation) => Task.FromResult(new LocalCopy(PathOf(name), isOwn: false));

    public Task<IReadOnlyList<string>> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var kept = new List<string>();
        var partial = new DirectoryInfo(PartialFolder);
        if (!partial.Exists) return Task.FromResult<IReadOnlyList<string>>(kept);
        foreach (var file in partial.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                file.Delete();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                kept.Add($"{file.FullName}: {error.Message}");
            }
        }

        return Task.FromResult<IReadOnlyList<string>>(kept);
    }

    /// <summary>Whether this process has seen a file before; from now on it has.</summary>
    public bool WasSeen(string path) => !_seen.TryAdd(path, true);

    /// <summary>Whether something lies complete under a name.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Gives a flushed file a name in the folder, durably. Of two with the same name, one is kept.</summary>
    public void Adopt(string path, string name)
    {
        var target = PathOf(name);
        var parent = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(parent))
        {
            PrivateFolder.Create(parent);
            DurableFolder.Flush(folder);
        }

        if (File.Exists(target)) File.Delete(path);
        else File.Move(path, target, overwrite: true);
        DurableFolder.Flush(parent);
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
