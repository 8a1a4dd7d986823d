using System.Globalization;

namespace ModelMine.SystemTests.Harness;

/// <summary>Finds the trainer processes of an agent, as the system lists them.</summary>
internal static class Trainers
{
    /// <summary>Ids of the children of a process that run the verb <c>train</c>.</summary>
    public static IReadOnlyList<int> Of(int agentPid) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(pid => ParentOf(pid) == agentPid && CommandOf(pid).Contains("train"))];

    public static bool Lives(int pid) => ParentOf(pid) is not null && !StateOf(pid).StartsWith('Z');

    private static int? ParentOf(int pid) => Stat(pid) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : null;

    private static string StateOf(int pid) => Stat(pid) is [var state, ..] ? state : "Z";

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
