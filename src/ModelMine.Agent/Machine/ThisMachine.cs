using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Machine;

/// <inheritdoc cref="IMachine"/>
internal sealed class ThisMachine : IMachine
{
    private const double MiB = 1024 * 1024;

    private readonly MachineFiles _files;
    private readonly ControlGroup _group;
    private readonly GraphicsCards _cards;
    private readonly CpuMeter _cpu;
    private readonly string _folder;

    private ThisMachine(
        string folder, MachineFiles files, GraphicsCards cards, IReadOnlyList<GraphicsCard> found, TrainerDevices devices, SlotPlan slots, SortedDictionary<string, string> labels)
    {
        (_folder, _files, _cards) = (folder, files, cards);
        _group = new ControlGroup(files);
        _cpu = new CpuMeter(CpuTimesNow);
        Facts = new NodeFacts
        {
            HostName = Environment.MachineName,
            OperatingSystem = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.OSArchitecture.ToString(),
            CpuModel = CpuModel(),
            Cores = Environment.ProcessorCount,
            MemoryMiB = (int)(Memory().TotalBytes / MiB),
            Slots = slots.Slots,
            ThreadsPerSlot = slots.ThreadsPerSlot,
            Gpus = [.. found.Select(InWords)],
            Devices = devices.Words,
            AgentVersion = Version(),
            CpuLevel = ProcessorLevel.Read(),
            LibtorchVersion = Libtorch(),
            Labels = labels,
        };
    }

    public NodeFacts Facts { get; }

    public int AvailableMemoryMiB => (int)(Memory().AvailableBytes / MiB);

    public int FreeDiskMiB => (int)Math.Min(int.MaxValue, Disk.AvailableFreeSpace / MiB);

    private DriveInfo Disk => new(OperatingSystem.IsWindows() ? Path.GetPathRoot(_folder)! : _folder);

    /// <summary>Looks at the machine.</summary>
    /// <param name="folder">Where the agent works; its disk is measured.</param>
    /// <param name="slots">How the cores are shared out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="labels">Labels that its owner gave it; none when left out.</param>
    public static async Task<ThisMachine> LookAsync(
        string folder, SlotPlan slots, TimeProvider time, CancellationToken cancellationToken, SortedDictionary<string, string>? labels = null)
    {
        var cards = new GraphicsCards(time);
        var found = await cards.ReadAsync(cancellationToken);
        // Asking loads libtorch, which takes a second: nobody waits for it where there is no GPU.
        var devices = found.Count == 0 ? new(0) : await TrainerDevices.AskAsync(ThisProgram.With(DevicesVerb.Name), time, cancellationToken);
        return new ThisMachine(folder, new MachineFiles("/"), cards, found, devices, slots, labels ?? []);
    }

    public async Task<NodeMetrics> MeasureAsync(CancellationToken cancellationToken)
    {
        var cards = await _cards.ReadAsync(cancellationToken);
        var memory = Memory();
        var disk = Disk;
        return new NodeMetrics
        {
            Cpu = _cpu.Share(),
            MemoryUsedMiB = memory.UsedBytes / MiB,
            MemoryTotalMiB = memory.TotalBytes / MiB,
            Load1 = Load1(),
            DiskFreeMiB = disk.AvailableFreeSpace / MiB,
            DiskTotalMiB = disk.TotalSize / MiB,
            Gpus = [.. cards.Select(card => card.Metrics).OfType<GpuMetrics>()],
        };
    }

    private static string InWords(GraphicsCard card) =>
        card.Metrics is { } metrics ? string.Create(CultureInfo.InvariantCulture, $"{card.Name}, {metrics.MemoryTotalMiB / 1024:0.#} GiB") : card.Name;

    private CpuTimes CpuTimesNow() =>
        OperatingSystem.IsWindows() ? DesktopSystems.Windows()
        : OperatingSystem.IsMacOS() ? DesktopSystems.MacOS()
        : _files.Lines("proc/stat") is [var first, ..] ? CpuTimes.Parse(first) ?? default : default;

    private MemoryReading Memory() => MemoryReading.Parse(_files.Lines("proc/meminfo"))?.Within(_group.Memory()) ?? DesktopSystems.Memory();

    private double? Load1() =>
        _files.Read("proc/loadavg")?.Split(' ') is [var load, ..]
        && double.TryParse(load, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private string? CpuModel() =>
        _files.Lines("proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2) is [_, var model]
            ? model.Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");

    private static string Version() =>
        typeof(ThisMachine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    // Noted by the build: asking libtorch itself would load it into the agent.
    private static string? Libtorch() =>
        typeof(ThisMachine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(noted => noted.Key == "LibtorchVersion")?.Value;
}
