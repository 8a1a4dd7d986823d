using System.Diagnostics;
using System.Globalization;

namespace ModelMine.Training.Runtime;

/// <summary>Highest resident memory that this process had.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";
    private const string Line = "VmHWM:";

    /// <returns>MiB.</returns>
    public static double MiB()
    {
        if (File.Exists(Status) && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line)
        {
            var kibibytes = line[Line.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return double.Parse(kibibytes, CultureInfo.InvariantCulture) / 1024;
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024.0 * 1024);
    }
}
