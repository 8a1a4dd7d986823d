using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ModelMine.Agent.Train;

/// <summary>
/// Ends the process without unwinding. libtorch's threads go on computing while a process that ends in good order takes down
/// what they use: it may hang or crash instead. Files are written atomically, so nothing is torn.
/// </summary>
internal static partial class ImmediateExit
{
    [DoesNotReturn]
    public static void With(int code)
    {
        if (!OperatingSystem.IsWindows())
        {
            ExitNow(code);
        }

        Environment.Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ExitNow(int code);
}
