using System.Runtime.Intrinsics.X86;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Machine;

/// <summary>Which vector instructions the processor has, told apart as libtorch tells them apart.</summary>
internal static class ProcessorLevel
{
    /// <summary>One of <see cref="CpuLevels"/>.</summary>
    public static string Read() =>
        Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported ? CpuLevels.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? CpuLevels.Avx2
        : CpuLevels.Default;
}
