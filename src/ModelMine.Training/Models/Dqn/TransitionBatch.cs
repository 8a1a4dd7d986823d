using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Dqn;

/// <summary>Transitions to learn from: memory that is filled anew each step, seen both as tensors and as spans.</summary>
internal sealed class TransitionBatch(int count, int observationLength) : IDisposable
{
    private readonly Staged _before = new([count, observationLength]);
    private readonly Staged _after = new([count, observationLength]);
    private readonly Staged _actions = new([count, 1], ScalarType.Int64);
    private readonly Staged _rewards = new([count]);
    private readonly Staged _goesOn = new([count]);

    public int Count => count;

    /// <summary>Shape [transitions, numbers].</summary>
    public Tensor BeforeTensor => _before.Tensor;

    /// <summary>Shape [transitions, numbers].</summary>
    public Tensor AfterTensor => _after.Tensor;

    /// <summary>Shape [transitions, 1], 64-bit.</summary>
    public Tensor ActionTensor => _actions.Tensor;

    /// <summary>Shape [transitions].</summary>
    public Tensor RewardTensor => _rewards.Tensor;

    /// <summary>Shape [transitions]: 0 where the world came to its end, otherwise 1.</summary>
    public Tensor GoesOnTensor => _goesOn.Tensor;

    public Span<float> Before => _before.Span<float>();

    public Span<float> After => _after.Span<float>();

    public Span<long> Actions => _actions.Span<long>();

    public Span<float> Rewards => _rewards.Span<float>();

    public Span<float> GoesOn => _goesOn.Span<float>();

    private Staged[] All => [_before, _after, _actions, _rewards, _goesOn];

    /// <summary>Chooses the device that reads it.</summary>
    public void MoveTo(Device device) => Array.ForEach(All, staged => staged.MoveTo(device));

    /// <summary>Sends to the device what the spans were filled with.</summary>
    public void Send() => Array.ForEach(All, staged => staged.Send());

    public void Dispose() => Array.ForEach(All, staged => staged.Dispose());
}
