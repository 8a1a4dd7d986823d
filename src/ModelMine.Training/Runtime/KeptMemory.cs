using System.Runtime.InteropServices;

namespace ModelMine.Training.Runtime;

/// <summary>
/// Tells glibc's allocator to keep what is freed. By itself it maps large tensors anew at each step and gives them back at its end, so
/// that the kernel fills every page with zeros each time: a quarter of the CNN's time (docs/training-performance.md). The process
/// keeps the most that it ever used at once, which is what a node's memory is reserved for anyway.
/// </summary>
internal static partial class KeptMemory
{
    // malloc.h
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;
    private const int MiB = 1024 * 1024;

    // glibc takes no greater one: half the largest heap of a thread.
    private const int LargestMapThreshold = 32 * MiB;

    private static bool _done;

    /// <summary>Does so from now on, where the C library is glibc; elsewhere nothing.</summary>
    public static void KeepFreed()
    {
        if (_done || !OperatingSystem.IsLinux()) return;
        _done = true;
        try
        {
            _ = SetOption(MapThreshold, LargestMapThreshold);
            _ = SetOption(TrimThreshold, int.MaxValue);
            // More than this, and with several threads resident memory crept up by some 3 MiB every 10,000 steps.
            _ = SetOption(TopPad, MiB);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such options.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}
