using System.Diagnostics;
using System.Globalization;

namespace ModelMine.Agent.Trainers;

/// <summary>
/// Resident memory of a process without the pages of files that it maps: those the system takes back when others need the room, so
/// that they are no reason to end a trainer.
/// </summary>
internal static class OwnMemory
{
    // proc_pid_status(5): anonymous and shared memory.
    private static readonly string[] Lines = ["RssAnon:", "RssShmem:"];

    /// <summary>Its bytes; all that is resident where the system does not tell them apart.</summary>
    public static long Bytes(Process process)
    {
        try
        {
            var kibibytes = OperatingSystem.IsLinux()
                ? File.ReadLines($"/proc/{process.Id}/status").Where(line => Lines.Any(name => line.StartsWith(name, StringComparison.Ordinal))).Sum(KiB)
                : 0;
            return kibibytes > 0 ? kibibytes * 1024 : process.WorkingSet64;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    private static long KiB(string line) =>
        long.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
