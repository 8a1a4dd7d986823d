using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Dqn;

/// <summary>Transitions to learn from: memory that is filled anew each step, seen both as tensors and as spans.</summary>
internal sealed class TransitionBatch(int count, int observationLength) : IDisposable
{
    public int Count => count;

    /// <summary>Shape [transitions, numbers].</summary>
    public Tensor BeforeTensor { get; } = zeros(count, observationLength);

    /// <summary>Shape [transitions, numbers].</summary>
    public Tensor AfterTensor { get; } = zeros(count, observationLength);

    /// <summary>Shape [transitions, 1], 64-bit.</summary>
    public Tensor ActionTensor { get; } = zeros(count, 1, dtype: ScalarType.Int64);

    /// <summary>Shape [transitions].</summary>
    public Tensor RewardTensor { get; } = zeros(count);

    /// <summary>Shape [transitions]: 0 where the world came to its end, otherwise 1.</summary>
    public Tensor GoesOnTensor { get; } = zeros(count);

    public Span<float> Before => MemoryMarshal.Cast<byte, float>(BeforeTensor.bytes);

    public Span<float> After => MemoryMarshal.Cast<byte, float>(AfterTensor.bytes);

    public Span<long> Actions => MemoryMarshal.Cast<byte, long>(ActionTensor.bytes);

    public Span<float> Rewards => MemoryMarshal.Cast<byte, float>(RewardTensor.bytes);

    public Span<float> GoesOn => MemoryMarshal.Cast<byte, float>(GoesOnTensor.bytes);

    public void Dispose()
    {
        BeforeTensor.Dispose();
        AfterTensor.Dispose();
        ActionTensor.Dispose();
        RewardTensor.Dispose();
        GoesOnTensor.Dispose();
    }
}
