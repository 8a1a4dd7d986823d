using ModelMine.Core.Datasets;

namespace ModelMine.Agent.Blobs;

/// <summary>Files of data sets that running attempts need, by digest. Safe from any thread.</summary>
internal sealed class HeldFiles
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Holds files until disposed.</summary>
    /// <param name="files">The files, with their lengths.</param>
    public IDisposable Hold(IReadOnlyList<DatasetFile> files)
    {
        DatasetFile[] distinct = [.. files.DistinctBy(file => file.Sha256)];
        lock (_lock)
        {
            foreach (var file in distinct)
            {
                if (!_entries.TryGetValue(file.Sha256, out var entry)) _entries[file.Sha256] = entry = new(file.Length!.Value);
                entry.Holders++;
            }
        }

        return new Release(this, distinct);
    }

    /// <summary>The right to write a held file, for one at a time.</summary>
    /// <param name="file">The file.</param>
    public SemaphoreSlim TurnOf(DatasetFile file)
    {
        lock (_lock) return _entries[file.Sha256].Turn;
    }

    /// <summary>Does something while nobody begins or ends to hold.</summary>
    /// <param name="work">Gets the bytes of each held file.</param>
    public void Locked(Action<IReadOnlyDictionary<string, long>> work)
    {
        lock (_lock) work(_entries.ToDictionary(pair => pair.Key, pair => pair.Value.Length, StringComparer.Ordinal));
    }

    private void Let(IEnumerable<DatasetFile> files)
    {
        lock (_lock)
        {
            foreach (var file in files)
            {
                if (--_entries[file.Sha256].Holders == 0) _entries.Remove(file.Sha256);
            }
        }
    }

    private sealed class Entry(long length)
    {
        public long Length { get; } = length;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Holders { get; set; }
    }

    private sealed class Release(HeldFiles held, DatasetFile[] files) : IDisposable
    {
        private int _done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _done, 1) == 0) held.Let(files);
        }
    }
}
