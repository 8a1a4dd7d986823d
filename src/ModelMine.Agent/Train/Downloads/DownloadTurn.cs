namespace ModelMine.Agent.Train.Downloads;

/// <summary>The right to download a file, held by one process of this machine at a time. The system takes it back from one that dies.</summary>
internal sealed class DownloadTurn : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly FileStream _lock;

    private DownloadTurn(FileStream held) => _lock = held;

    /// <summary>Waits for its turn.</summary>
    /// <param name="path">File that stands for the right.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears that somebody else has it.</param>
    /// <param name="waits">Called each time that somebody else still has it.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<DownloadTurn> TakeAsync(string path, TimeProvider time, Action<string> log, Action waits, CancellationToken cancellation)
    {
        for (var waited = false; ; waited = true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                if (!waited)
                {
                    log("Another trainer of this node downloads the same file: waiting for it.");
                }

                waits();
                await Task.Delay(LookAgain, time, cancellation);
            }
        }
    }

    public void Dispose() => _lock.Dispose();
}
