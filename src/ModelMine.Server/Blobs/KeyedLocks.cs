namespace ModelMine.Server.Blobs;

/// <summary>One lock a name; a name that nobody holds or waits for takes no memory.</summary>
internal sealed class KeyedLocks
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Waits for the lock of a name; dispose to let go.</summary>
    public async Task<IDisposable> HoldAsync(string name, CancellationToken cancellation)
    {
        Entry? entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(name, out entry)) _entries[name] = entry = new Entry();
            entry.Users++;
        }

        try
        {
            await entry.Semaphore.WaitAsync(cancellation);
        }
        catch
        {
            Leave(name, entry);
            throw;
        }

        return new Held(this, name, entry);
    }

    private void Leave(string name, Entry entry)
    {
        lock (_entries)
            if (--entry.Users == 0)
                _entries.Remove(name);
    }

    private sealed class Entry
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(KeyedLocks locks, string name, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Semaphore.Release();
            locks.Leave(name, entry);
        }
    }
}
