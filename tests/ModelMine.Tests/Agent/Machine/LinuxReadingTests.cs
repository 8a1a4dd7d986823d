using ModelMine.Agent.Machine;

namespace ModelMine.Tests.Agent.Machine;

/// <summary>Readings of files as Linux writes them.</summary>
public sealed class LinuxReadingTests : IDisposable
{
    private const long MiB = 1024 * 1024;
    private readonly string _root = Directory.CreateTempSubdirectory("modelmine-machine-").FullName;

    [Fact]
    public void Cpu_IsTheShareThatWasNotIdleSinceTheLastReading()
    {
        var readings = new Queue<string>(["cpu  100 0 100 700 100 0 0 0 50 0", "cpu  160 0 120 710 110 0 0 0 90 0", "cpu  160 0 120 710 110 0 0 0 90 0"]);
        var meter = new CpuMeter(() => CpuTimes.Parse(readings.Dequeue())!.Value);

        meter.Share().ShouldBe(0.2, 1e-9);
        meter.Share().ShouldBe(0.8, 1e-9);
        meter.Share().ShouldBe(0.8, 1e-9, "no time passed");
    }

    [Theory]
    [InlineData("cpu0 1 2 3 4")]
    [InlineData("cpu 1 2 3")]
    [InlineData("cpu a b c d")]
    [InlineData("")]
    public void CpuTimes_OfAnotherLine_AreNone(string line) => CpuTimes.Parse(line).ShouldBeNull();

    [Fact]
    public void Memory_IsWhatTheMachineHas_WithoutALimit()
    {
        Put("proc/meminfo", "MemTotal:        8000 kB\nMemFree:          100 kB\nMemAvailable:    6000 kB\n");
        Put("proc/self/cgroup", "0::/\n");

        Memory().ShouldBe(new MemoryReading(8000 * 1024, 2000 * 1024));
    }

    [Fact]
    public void Memory_WithinAControlGroupOfVersion2_IsTheTightestLimitUpToTheRoot()
    {
        Put("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable: 12000000 kB\n");
        Put("proc/self/cgroup", "0::/user.slice/agent.scope\n");
        Put("sys/fs/cgroup/user.slice/agent.scope/memory.max", "max\n");
        Put("sys/fs/cgroup/user.slice/agent.scope/memory.current", "1\n");
        Put("sys/fs/cgroup/user.slice/memory.max", $"{2000 * MiB}\n");
        Put("sys/fs/cgroup/user.slice/memory.current", $"{700 * MiB}\n");
        Put("sys/fs/cgroup/user.slice/memory.stat", $"anon 1\ninactive_file {200 * MiB}\n");

        Memory().ShouldBe(new MemoryReading(2000 * MiB, 500 * MiB));
    }

    [Fact]
    public void Memory_WithinAContainerOfVersion1_IsReadAtTheRootThatIsMounted()
    {
        Put("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable: 12000000 kB\n");
        Put("proc/self/cgroup", "9:cpu,memory:/docker/0123abcd\n3:pids:/docker/0123abcd\n");
        Put("sys/fs/cgroup/memory/memory.limit_in_bytes", $"{1000 * MiB}\n");
        Put("sys/fs/cgroup/memory/memory.usage_in_bytes", $"{300 * MiB}\n");
        Put("sys/fs/cgroup/memory/memory.stat", $"inactive_file 5\ntotal_inactive_file {100 * MiB}\n");

        Memory().ShouldBe(new MemoryReading(1000 * MiB, 200 * MiB));
    }

    [Fact]
    public async Task ThisMachine_TellsWhatItIsAndDoes()
    {
        var machine = await ThisMachine.LookAsync(_root, new SlotPlan(1, 1), TimeProvider.System, TestContext.Current.CancellationToken, new() { ["lab"] = "attic" });
        var metrics = await machine.MeasureAsync(TestContext.Current.CancellationToken);

        machine.Facts.Labels.ShouldHaveSingleItem().ShouldBe(new("lab", "attic"));
        machine.Facts.CpuLevel.ShouldBeOneOf("default", "avx2", "avx512");
        machine.Facts.LibtorchVersion.ShouldNotBeNull().ShouldMatch(@"^\d+\.\d+\.\d+$");
        machine.FreeDiskMiB.ShouldBePositive();
        machine.Facts.Cores.ShouldBe(Environment.ProcessorCount);
        machine.Facts.MemoryMiB.ShouldBeGreaterThan(100);
        machine.AvailableMemoryMiB.ShouldBeInRange(1, machine.Facts.MemoryMiB);
        metrics.Cpu.ShouldBeInRange(0, 1);
        metrics.MemoryUsedMiB.ShouldBeInRange(1, metrics.MemoryTotalMiB);
        metrics.DiskFreeMiB.ShouldBeInRange(0, metrics.DiskTotalMiB);
        metrics.DiskTotalMiB.ShouldBeGreaterThan(100);
        if (OperatingSystem.IsLinux()) metrics.Load1.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("NVIDIA GeForce RTX 3060, 12, 1024, 12288", "NVIDIA GeForce RTX 3060", 0.12)]
    [InlineData("Tesla T4, [N/A], 10, 100", "Tesla T4", null)]
    public void GraphicsCard_IsReadFromItsLine(string line, string name, double? utilization)
    {
        var card = GraphicsCards.Parse(line);

        card!.Name.ShouldBe(name);
        card.Metrics?.Utilization.ShouldBe(utilization!.Value, 1e-9);
        (card.Metrics is null).ShouldBe(utilization is null);
    }

    [Fact]
    public async Task GraphicsCards_WithoutTheTool_AreNone() =>
        (await new GraphicsCards(TimeProvider.System, "no-such-tool").ReadAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private MemoryReading Memory()
    {
        var files = new MachineFiles(_root);
        return MemoryReading.Parse(files.Lines("proc/meminfo"))!.Value.Within(new ControlGroup(files).Memory());
    }

    private void Put(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
