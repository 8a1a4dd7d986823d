using static ModelMine.Core.JobConfigs.Keys.Declare;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What a training computes with.</summary>
internal static class ComputeKeys
{
    public static readonly ConfigKey[] All =
    [
        Text("precision", "Numbers that the forward and backward pass compute with: fp32, or bf16, where matrix products take 16-bit floats with 8 bits of exponent (Micikevicius et al. 2018: weights, optimizer and loss stay in fp32). What is measured is measured in fp32. On a processor that has AVX512-BF16, the cnn with 2 threads trained 1.4 to 2 times as fast, to the same accuracy, while resnet and transformer gained nothing (docs/training-performance.md); without it, bf16 is emulated and nothing was measured.")
            .ReadBy(Supervised, "fp32", Choice("fp32", "float32", "single"), Choice("bf16", "bfloat16", "mixed", "mixedBf16"))
            .Refusing("fp16", "16-bit floats with 5 bits of exponent are for graphics cards. On a processor, bf16 has the range of fp32 and needs no scaling of the loss.")
            .ElsewhereCalled("dtype", "mixedPrecision", "amp"),
        Text("device", "What computes: cpu, the processor; or cuda, the first NVIDIA GPU of a node that has one, which the job then waits for (docs/gpu.md: this was never run on a GPU). The small networks of dqn and ppo gain nothing from it.")
            .ReadBy(EveryFamily, "cpu", Choice("cpu"), Choice("cuda", "gpu", "nvidia"))
            .Refusing("mps", "Apple's GPUs are not supported. Leave device out, or set it to cpu.")
            .Refusing("auto", "a config says what its weights were computed with. Set it to cpu or cuda.")
            .ElsewhereCalled("accelerator", "useCuda", "useGpu"),
    ];
}
