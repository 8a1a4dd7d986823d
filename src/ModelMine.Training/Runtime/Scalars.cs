using TorchSharp;

namespace ModelMine.Training.Runtime;

/// <summary>
/// Numbers to give to libtorch that stay alive. A number that becomes a <see cref="Scalar"/> in passing (as each <c>a + b</c> of
/// tensors makes one) may be freed by the garbage collector while libtorch still reads it: TorchSharp holds on to the native
/// handle only. The same holds for tensors outside of a dispose scope. So numbers are kept in fields, sums are written as
/// <see cref="Plus"/> and <see cref="Minus"/>, and tensors are made within scopes.
/// </summary>
internal static class Scalars
{
    public static readonly Scalar One = 1;
    public static readonly Scalar MinusOne = -1;

    /// <summary>The sum of two tensors.</summary>
    public static torch.Tensor Plus(this torch.Tensor left, torch.Tensor right) => left.add(right, One);

    /// <summary>The difference of two tensors.</summary>
    public static torch.Tensor Minus(this torch.Tensor left, torch.Tensor right) => left.add(right, MinusOne);
}
