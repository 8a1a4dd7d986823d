using System.Runtime.InteropServices;
using ModelMine.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Devices;

/// <summary>
/// libtorch's device "lazy": it writes down what is computed, and computes it on the processor when a number is wanted. It is the one
/// device beside the processor that every machine has, with numbers and with kernels for nearly all that the models do ("meta", which has no
/// numbers, lacks relu, convolutions and embeddings in C++); as with a GPU, an operation that meets a tensor which was left in the
/// processor's memory fails.
/// </summary>
internal static class LazyDevice
{
    // c10::DeviceType::Lazy; TorchSharp has no name for it.
    private const int Type = 17;

    private static readonly Lazy<nint> Library = new(() =>
    {
        _ = TorchRuntime.Threads; // loads libtorch
        return NativeLibrary.Load("libtorch_cpu", typeof(TorchRuntime).Assembly, null);
    });

    private static readonly Lazy<Device> Made = new(() =>
    {
        Function<Begin>("_ZN5torch4lazy22InitTorchScriptBackendEv")();
        return new((DeviceType)Type, 0);
    });

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Begin();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Executor();

    // The array of devices is passed as its address and its length.
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Sync(nint executor, nint device, nint devices, nint count, [MarshalAs(UnmanagedType.U1)] bool wait);

    public static Device Device => Made.Value;

    /// <summary>Computes what was written down so far: without it, each step is written on to all before it.</summary>
    public static void Compute() => Function<Sync>("_ZN5torch4lazy17LazyGraphExecutor20SyncLiveTensorsGraphEPKNS0_13BackendDeviceEN3c108ArrayRefINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEEEb")(
        Function<Executor>("_ZN5torch4lazy17LazyGraphExecutor3GetEv")(), 0, 0, 0, wait: true);

    private static T Function<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(Library.Value, name));
}
