using System.Globalization;

namespace ModelMine.Agent.Machine;

/// <summary>The memory limit of the control group that this process is in, version 1 or 2.</summary>
/// <param name="files">The machine's files.</param>
internal sealed class ControlGroup(MachineFiles files)
{
    private const string Mount = "sys/fs/cgroup";

    /// <summary>The tightest limit from this group up to the root, and what is used of it; null when there is none.</summary>
    public MemoryReading? Memory()
    {
        MemoryReading? tightest = null;
        foreach (var line in files.Lines("proc/self/cgroup"))
        {
            // "0::/path" is version 2; "9:memory:/path" version 1.
            if (line.Split(':', 3) is not [_, var controllers, var path]) continue;
            foreach (var reading in controllers switch
            {
                "" => Up(path).Select(Version2),
                _ when controllers.Split(',').Contains("memory") => Up(path).Select(Version1),
                _ => [],
            })
            {
                if (reading is { } found && (tightest is not { } best || found.TotalBytes < best.TotalBytes)) tightest = found;
            }
        }

        return tightest;
    }

    // Inside a container the path is often that on the host, and only the root is mounted: going up to the root finds it.
    private static IEnumerable<string> Up(string path)
    {
        for (var at = path.Trim('/'); at.Length > 0; at = at.Contains('/') ? at[..at.LastIndexOf('/')] : "") yield return at + "/";
        yield return "";
    }

    private MemoryReading? Version2(string group) =>
        Reading($"{Mount}/{group}memory.max", $"{Mount}/{group}memory.current", $"{Mount}/{group}memory.stat", "inactive_file");

    private MemoryReading? Version1(string group) => Reading(
        $"{Mount}/memory/{group}memory.limit_in_bytes", $"{Mount}/memory/{group}memory.usage_in_bytes",
        $"{Mount}/memory/{group}memory.stat", "total_inactive_file");

    private MemoryReading? Reading(string limitFile, string usageFile, string statFile, string cacheName)
    {
        if (Number(files.Read(limitFile)) is not { } limit || Number(files.Read(usageFile)) is not { } usage) return null;
        // File cache that nobody uses is given back before the limit bites.
        var cache = files.Lines(statFile).Select(line => line.Split(' ')).FirstOrDefault(words => words[0] == cacheName);
        return new MemoryReading(limit, Math.Max(0, usage - (cache is [_, var bytes] ? Number(bytes) ?? 0 : 0)));
    }

    // "max" is no limit, and no number.
    private static long? Number(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
