using System.Runtime.InteropServices;
using TorchSharp;

namespace ModelMine.Training.Runtime;

/// <summary>
/// libtorch's autocast, for one kind of device at a time: while it is on, the calling thread's matrix products and convolutions take bf16 copies of
/// their inputs, made once for each weight; autograd goes back through the copies, so that gradients arrive in fp32. TorchSharp
/// does not offer it, so its functions are called by the names that they have in the library.
/// </summary>
internal static unsafe class Autocast
{
    // c10::DeviceType and c10::ScalarType, one byte each.
    private const sbyte BFloat16 = 15;
    private static readonly Lazy<Functions?> Found = new(Find);

    [ThreadStatic]
    private static bool _on;

    /// <summary>Whether this build of libtorch offers it.</summary>
    public static bool IsThere => Found.Value is not null;

    /// <summary>Whether the calling thread computes under it.</summary>
    public static bool IsOn => _on;

    /// <summary>Turns it on for the calling thread, which must turn it off again.</summary>
    /// <param name="device">What computes: the processor or cuda.</param>
    public static void On(DeviceType device)
    {
        _on = true;
        var functions = Found.Value!;
        functions.SetDtype((sbyte)device, BFloat16);
        functions.SetEnabled((sbyte)device, 1);
        _ = functions.IncrementNesting();
    }

    /// <summary>Turns it off and lets the copies go.</summary>
    /// <param name="device">The same as it was turned on for.</param>
    public static void Off(DeviceType device)
    {
        _on = false;
        var functions = Found.Value!;
        _ = functions.DecrementNesting();
        functions.ClearCache();
        functions.SetEnabled((sbyte)device, 0);
    }

    private static Functions? Find()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }

        _ = TorchRuntime.Threads; // loads libtorch
        return NativeLibrary.TryLoad("libtorch_cpu", typeof(Autocast).Assembly, null, out var library) ? Functions.In(library) : null;
    }

    private sealed record Functions(
        nint SetEnabledAddress, nint SetDtypeAddress, nint IncrementAddress, nint DecrementAddress, nint ClearAddress)
    {
        public static Functions? In(nint library)
        {
            string[] names =
            [
                "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb",
                "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE",
                "_ZN2at8autocast17increment_nestingEv",
                "_ZN2at8autocast17decrement_nestingEv",
                "_ZN2at8autocast11clear_cacheEv",
            ];
            var found = names.Select(name => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0).ToArray();
            return found.Contains(0) ? null : new(found[0], found[1], found[2], found[3], found[4]);
        }

        public void SetEnabled(sbyte device, byte on) => ((delegate* unmanaged[Cdecl]<sbyte, byte, void>)SetEnabledAddress)(device, on);

        public void SetDtype(sbyte device, sbyte dtype) => ((delegate* unmanaged[Cdecl]<sbyte, sbyte, void>)SetDtypeAddress)(device, dtype);

        public int IncrementNesting() => ((delegate* unmanaged[Cdecl]<int>)IncrementAddress)();

        public int DecrementNesting() => ((delegate* unmanaged[Cdecl]<int>)DecrementAddress)();

        public void ClearCache() => ((delegate* unmanaged[Cdecl]<void>)ClearAddress)();
    }
}
