using System.Globalization;

namespace ModelMine.Cli.Up;

/// <summary>A process that listens on a port.</summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="Command">How it was started, shortened.</param>
internal sealed record PortHolder(int ProcessId, string Command)
{
    private const string Listening = "0A";

    /// <summary>Who listens on a TCP port, as far as /proc tells this user; null where it does not.</summary>
    public static PortHolder? Find(int port)
    {
        var inodes = ListeningInodes(port);
        if (inodes.Count == 0) return null;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var processId) && Holds(folder, inodes))
                return new PortHolder(processId, CommandOf(folder));
        return null;
    }

    private static HashSet<string> ListeningInodes(int port)
    {
        var inodes = new HashSet<string>();
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            if (!File.Exists(table)) continue;
            foreach (var line in File.ReadLines(table).Skip(1))
            {
                // sl, local address:port, remote address:port, state, queues, timers, retransmits, user, timeout, inode
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal)) inodes.Add($"socket:[{fields[9]}]");
            }
        }

        return inodes;
    }

    private static bool Holds(string processFolder, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(processFolder, "fd"))
                .Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that ended meanwhile: it stays unnamed.
            return false;
        }
    }

    private static string CommandOf(string processFolder)
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(processFolder, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            var command = string.Join(' ', words);
            return command.Length <= 80 ? command : $"{command[..79]}…";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
