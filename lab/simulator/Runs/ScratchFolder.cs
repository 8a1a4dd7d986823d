namespace ModelMine.Simulator.Runs;

/// <summary>Where agents have their folders: in memory where the system has such a place.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = Directory.Exists(Memory)
        ? Directory.CreateDirectory($"{Memory}/modelmine-simulator-{Environment.ProcessId}").FullName
        : Directory.CreateTempSubdirectory("modelmine-simulator-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
