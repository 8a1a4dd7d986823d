namespace ModelMine.SystemTests.Harness;

/// <summary>Gives a process a wrong clock (libfaketime). Clocks that only count go on rightly.</summary>
internal static class FakeTime
{
    /// <summary>The environment of such a process.</summary>
    /// <param name="wrongBy">By how much, such as <c>-7h</c>.</param>
    public static Dictionary<string, string> Environment(string wrongBy) => new()
    {
        ["LD_PRELOAD"] = Library(), ["FAKETIME"] = wrongBy, ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1", ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };

    private static string Library() => Directory.EnumerateFiles("/usr/lib", "libfaketime.so.1", SearchOption.AllDirectories).FirstOrDefault()
        ?? throw new FileNotFoundException("libfaketime is not installed: apt-get install libfaketime.");
}
