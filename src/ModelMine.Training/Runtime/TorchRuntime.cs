using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace ModelMine.Training.Runtime;

/// <summary>libtorch as this process runs it.</summary>
public static partial class TorchRuntime
{
    private const string WaitPolicy = "OMP_WAIT_POLICY";
    private const string SpinCount = "GOMP_SPINCOUNT";

    // About a microsecond. Measured with the CNN (docs/training-performance.md): sleeping at once costs a third of the speed on a free
    // machine; ten times as long a spin costs half of it where two trainings share two cores.
    private const string ShortSpin = "1000";

    /// <summary>Version of libtorch, such as <c>2.10.0</c>.</summary>
    public static string Version { get; } = NormalizeNuGetVersion(__version__);

    /// <summary>
    /// Prepares the process; to be called before anything else touches libtorch. Threads that wait for each other then sleep
    /// after a short spin: on a machine whose cores others use as well, long spinning costs several times the work itself.
    /// A value that the environment already gives stays. Memory that a step frees is kept for the next (<see cref="KeptMemory"/>).
    /// </summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(WaitPolicy) is null)
        {
            // The runtime's own copy of the environment is not what native libraries read.
            _ = SetEnvironmentVariable(WaitPolicy, "PASSIVE", 1);
            if (Environment.GetEnvironmentVariable(SpinCount) is null) _ = SetEnvironmentVariable(SpinCount, ShortSpin, 1);
        }

        KeptMemory.KeepFreed();
    }

    /// <summary>Sets how many threads the calling thread's computations use.</summary>
    /// <param name="threads">At least 1.</param>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        Prepare();
        set_num_threads(threads);
    }

    /// <summary>Threads that the calling thread's computations use.</summary>
    public static int Threads => get_num_threads();

    /// <summary>CPU level that libtorch computes with: <c>DEFAULT</c>, <c>AVX2</c>, <c>AVX512</c>. Results differ between levels in the last bits.</summary>
    public static string CpuCapability { get; } = AskTorch() ?? Deduce();

    private static string? AskTorch()
    {
        // The function returns a std::string, which this convention writes where the hidden first argument points.
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }

        _ = Threads; // loads libtorch
        if (!NativeLibrary.TryLoad("libtorch_cpu", typeof(TorchRuntime).Assembly, null, out var library)
            || !NativeLibrary.TryGetExport(library, "_ZN2at18get_cpu_capabilityB5cxx11Ev", out var function))
        {
            return null;
        }

        unsafe
        {
            var text = stackalloc nint[4];
            ((delegate* unmanaged[Cdecl]<nint*, nint*>)function)(text);
            return Marshal.PtrToStringUTF8(text[0], (int)text[1]);
        }
    }

    /// <summary>What libtorch decides by where it cannot be asked.</summary>
    private static string Deduce() => Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY")?.ToUpperInvariant() switch
    {
        { } given when given is "DEFAULT" or "AVX2" or "AVX512" => given,
        _ when Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Fma.IsSupported => "AVX512",
        _ when Avx2.IsSupported && Fma.IsSupported => "AVX2",
        _ => "DEFAULT",
    };

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
