namespace ModelMine.Chaos.Processes;

/// <summary>The clock that a process sees: libfaketime reads from a file how wrong it is. Clocks that only count stay right.</summary>
internal sealed class FakeClock(string file)
{
    /// <summary>Where libfaketime is; null when it is not installed.</summary>
    public static string? Library { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateFiles("/usr/lib", "libfaketime.so.1", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).FirstOrDefault()
        : null;

    /// <summary>How wrong it is, such as <c>+5h</c>; null for a process that sees the machine's clock.</summary>
    public string? Shift { get; private set; }

    /// <summary>What a process is started with to see this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => Shift is null ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        // Else waits by a clock that only counts end at once, and whoever waits spins: half a core for each process.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };

    /// <summary>Makes it wrong by so many seconds: at once for a process that was started with it.</summary>
    public void Set(int seconds)
    {
        Shift = $"{seconds:+0;-0;+0}";
        File.WriteAllText(file, Shift + "\n");
    }
}
