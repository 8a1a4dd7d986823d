using System.Runtime.InteropServices;

namespace ModelMine.Agent.Machine;

/// <summary>What Windows and macOS say through their own calls, where .NET has no name for it.</summary>
internal static partial class DesktopSystems
{
    private const int HostCpuLoadInfo = 3;
    private const int CpuStates = 4;
    private const int IdleState = 2;

    /// <summary>Times of all cores by <c>GetSystemTimes</c>, in units of 100 ns; kernel time counts idle time in.</summary>
    public static CpuTimes Windows() =>
        GetSystemTimes(out var idle, out var kernel, out var user)
            ? new CpuTimes((double)kernel + user - idle, (double)kernel + user)
            : default;

    /// <summary>Times of all cores by <c>host_statistics</c>: ticks of user, system, idle, nice.</summary>
    public static CpuTimes MacOS()
    {
        Span<uint> ticks = stackalloc uint[CpuStates];
        uint count = CpuStates;
        if (HostStatistics(MachHostSelf(), HostCpuLoadInfo, ref MemoryMarshal.GetReference(ticks), ref count) != 0) return default;
        double total = 0;
        foreach (var state in ticks) total += state;
        return new CpuTimes(total - ticks[IdleState], total);
    }

    /// <summary>Memory as the garbage collector last saw it.</summary>
    public static MemoryReading Memory()
    {
        var info = GC.GetGCMemoryInfo();
        return new MemoryReading(info.TotalAvailableMemoryBytes, info.MemoryLoadBytes);
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetSystemTimes(out long idle, out long kernel, out long user);

    [LibraryImport("libSystem.dylib", EntryPoint = "mach_host_self")]
    private static partial uint MachHostSelf();

    [LibraryImport("libSystem.dylib", EntryPoint = "host_statistics")]
    private static partial int HostStatistics(uint host, int flavor, ref uint info, ref uint count);
}
