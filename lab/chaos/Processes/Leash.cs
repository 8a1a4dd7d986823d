using System.Diagnostics;

namespace ModelMine.Chaos.Processes;

/// <summary>
/// Ends what this process started should it be killed itself: a shell holds the list of processes and mounts, and ends them
/// when the pipe that it reads from closes.
/// </summary>
internal sealed class Leash : IDisposable
{
    private const string Script = """
        pids= mounts=
        without() { rest=; for word in $1; do [ "$word" = "$2" ] || rest="$rest $word"; done; }
        while read -r order what; do
            case $order in
                hold) pids="$pids $what" ;;
                free) without "$pids" "$what"; pids=$rest ;;
                mounted) mounts="$mounts $what" ;;
                unmounted) without "$mounts" "$what"; mounts=$rest ;;
            esac
        done
        for pid in $pids; do kill -9 "$pid"; done 2>/dev/null
        for mount in $mounts; do umount -l "$mount"; done 2>/dev/null
        """;

    private readonly Process _shell;
    private readonly Lock _lock = new();

    public Leash() => _shell = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script]) { RedirectStandardInput = true, UseShellExecute = false })
        ?? throw new InvalidOperationException("No shell could be started.");

    public void Hold(int pid) => Say($"hold {pid}");

    public void Free(int pid) => Say($"free {pid}");

    public void Mounted(string path) => Say($"mounted {path}");

    public void Unmounted(string path) => Say($"unmounted {path}");

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Say(string order)
    {
        lock (_lock)
        {
            _shell.StandardInput.WriteLine(order);
            _shell.StandardInput.Flush();
        }
    }
}
