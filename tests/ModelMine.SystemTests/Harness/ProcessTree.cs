using System.Globalization;

namespace ModelMine.SystemTests.Harness;

/// <summary>Reads from /proc who started whom.</summary>
internal static class ProcessTree
{
    /// <summary>Ids of the living children of a process that were started with a certain word.</summary>
    public static IReadOnlyList<int> Children(int parent, Predicate<string> word) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(pid => ParentOf(pid) == parent && CommandOf(pid).Any(argument => word(argument))),
    ];

    /// <summary>Whether a process lives; one that waits to be reaped does not.</summary>
    public static bool Lives(int pid) => Stat(pid) is [not ("Z" or "X"), ..];

    /// <summary>Waits until a process that is not a child of this one has ended.</summary>
    public static async Task GoneAsync(int pid)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Lives(pid))
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(60)) throw new TimeoutException($"Process {pid} lives on.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static int? ParentOf(int pid) => Stat(pid) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : null;

    // After the name in parentheses, which may hold anything: state, parent, …
    private static string[] Stat(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static string[] CommandOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
