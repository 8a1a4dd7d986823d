namespace ModelMine.Load.Measuring;

/// <summary>Watches what each process takes of the machine, every five seconds.</summary>
internal sealed class MachineUsage
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly IReadOnlyDictionary<string, int> _roots;
    private readonly long _began;
    private readonly double _machineAtFirst = ProcessReading.MachineCpuSeconds();
    private readonly Dictionary<string, Watched> _processes = [];
    private long _readAt;
    private double _machine;

    /// <param name="roots">Processes by the name to tell them by; each with all below it that has no name here.</param>
    /// <param name="time">The clock.</param>
    public MachineUsage(IReadOnlyDictionary<string, int> roots, TimeProvider time)
    {
        (_roots, _time, _began) = (roots, time, time.GetTimestamp());
        _readAt = _began;
        foreach (var (name, id) in roots)
        {
            var reading = ProcessReading.OfTree(id, _roots.Values);
            _processes[name] = new Watched(reading, reading, 0, reading.MemoryMiB);
        }
    }

    /// <summary>Watches until it is told to stop.</summary>
    /// <param name="stop">The end.</param>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) Read();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Read();
        }
    }

    /// <summary>What was taken, process by process, and by everything else on the machine.</summary>
    public IReadOnlyList<UsageRow> Rows()
    {
        var seconds = Math.Max(0.001, _time.GetElapsedTime(_began, _readAt).TotalSeconds);
        var rows = _processes.Select(process => process.Value.ToRow(process.Key, seconds)).ToList();
        return [.. rows, new UsageRow("everything else", Math.Max(0, _machine / seconds - rows.Sum(row => row.Cores)), null, null, null)];
    }

    private void Read()
    {
        var now = _time.GetTimestamp();
        var seconds = _time.GetElapsedTime(_readAt, now).TotalSeconds;
        (_readAt, _machine) = (now, ProcessReading.MachineCpuSeconds() - _machineAtFirst);
        foreach (var (name, id) in _roots) _processes[name] = _processes[name].Next(ProcessReading.OfTree(id, _roots.Values), seconds);
    }

    private readonly record struct Watched(ProcessReading First, ProcessReading Last, double MostCores, double MostMemory)
    {
        public Watched Next(ProcessReading reading, double seconds)
        {
            // A window cut short by the end says little.
            var cores = seconds < 1 ? 0 : (reading.CpuSeconds - Last.CpuSeconds) / seconds;
            return new Watched(First, reading, Math.Max(MostCores, cores), Math.Max(MostMemory, reading.MemoryMiB));
        }

        public UsageRow ToRow(string name, double seconds) =>
            new(name, (Last.CpuSeconds - First.CpuSeconds) / seconds, MostCores, Last.MemoryMiB, MostMemory);
    }
}

/// <summary>What one process took.</summary>
/// <param name="Name">The process.</param>
/// <param name="Cores">Cores in use, on average.</param>
/// <param name="MostCores">The most within five seconds.</param>
/// <param name="MemoryMiB">Memory at the end, MiB.</param>
/// <param name="MostMemoryMiB">The most memory, MiB.</param>
internal sealed record UsageRow(string Name, double Cores, double? MostCores, double? MemoryMiB, double? MostMemoryMiB);
