namespace ModelMine.TrainingBench;

/// <summary>What a sampled function is for, told by its name.</summary>
internal static class ProfiledKind
{
    private const string Products = "convolutions, matrix products";
    private const string Layout = "oneDNN's other kernels";
    private const string Elements = "element-wise, norms, pooling";
    private const string Managed = "C#: optimizer, batches, loop";
    private const string Memory = "memory: copy, fill, allocate";
    private const string Waiting = "threads' waiting and switching";
    private const string Kernel = "kernel: pages and others";
    private const string Rest = "the rest";

    public static IReadOnlyList<string> Names { get; } = [Products, Elements, Layout, Managed, Memory, Waiting, Kernel, Rest];

    /// <param name="place">The library, or [JIT] for what was compiled while it ran.</param>
    /// <param name="symbol">The function.</param>
    public static string Of(string place, string symbol) => place switch
    {
        _ when Has(symbol, "gemm", "_blas_", "conv_", "conv_bwd", "conv_fwd", "brgemm", "flash_attention", "mkldnn_convolution") => Products,
        _ when place.Contains("JIT", StringComparison.Ordinal) => Has(symbol, "[", "ModelMine", "System.") && !Has(symbol, "] jit_") ? Managed : Layout,
        _ when Has(place, "doublemapper", "System.Private", "ModelMine") => Managed,
        _ when Has(place, "kernel") => Has(symbol, "spin", "task_switch", "sched", "futex", "idle") ? Waiting : Kernel,
        _ when Has(place, "libgomp") => Waiting,
        _ when Has(place, "libc.so", "libc10") || Has(symbol, "memcpy", "memset", "copy_kernel", "fill_kernel", "direct_copy") => Memory,
        _ when Has(symbol, "dnnl", "reorder") => Layout,
        _ when Has(symbol, "at::native", "vec::", "vml", "sleef", "Sleef") => Elements,
        _ => Rest,
    };

    private static bool Has(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
