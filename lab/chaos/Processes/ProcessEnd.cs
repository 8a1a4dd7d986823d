using System.Diagnostics;

namespace ModelMine.Chaos.Processes;

/// <summary>Waits for a process's end alone: <see cref="Process.WaitForExitAsync"/> waits for the end of its output as well.</summary>
internal static class ProcessEnd
{
    public static Task OfAsync(Process process)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ended.TrySetResult();
        if (process.HasExited) ended.TrySetResult();
        return ended.Task;
    }
}
