using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Tests.Training.Runtime;

[Collection(TorchTests.Name)]
public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(256, 64, 61, true)]
    [InlineData(512, 128, 384, true)]
    [InlineData(300, 33, 17, false)]
    public void As_a_convolution_it_gives_what_a_linear_layer_gives_and_the_same_gradients(int rows, int inputs, int outputs, bool withBias)
    {
        using var scope = NewDisposeScope();
        var plain = Layer.Random(rows, inputs, outputs, withBias);
        var convolved = plain.Copy();
        var direction = randn(rows, outputs);

        var expected = F.linear(plain.Values, plain.Weight, plain.Bias);
        (expected * direction).sum().backward();
        var actual = MatrixProduct.AsConvolution(convolved.Values, convolved.Weight, convolved.Bias, rows, inputs);
        (actual * direction).sum().backward();

        Difference(actual, expected).ShouldBeLessThan(1e-4);
        foreach (var (mine, theirs) in convolved.Parts.Zip(plain.Parts)) Difference(mine.grad!, theirs.grad!).ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void It_keeps_the_leading_dimensions()
    {
        using var scope = NewDisposeScope();
        MatrixProduct.Linear(randn(32, 64, 16), randn(5, 16)).shape.ShouldBe([32, 64, 5]);
        MatrixProduct.Linear(randn(2, 3, 16), randn(5, 16)).shape.ShouldBe([2, 3, 5]);
    }

    private static double Difference(Tensor one, Tensor other) => (one - other).abs().max().item<float>();

    private sealed record Layer(Tensor Values, Tensor Weight, Tensor? Bias)
    {
        public IEnumerable<Tensor> Parts => Bias is null ? [Values, Weight] : [Values, Weight, Bias];

        public static Layer Random(int rows, int inputs, int outputs, bool withBias) => new(
            randn(rows, inputs).requires_grad_(), randn(outputs, inputs).requires_grad_(), withBias ? randn(outputs).requires_grad_() : null);

        public Layer Copy() => new(Twin(Values), Twin(Weight), Bias is null ? null : Twin(Bias));

        private static Tensor Twin(Tensor tensor) => tensor.detach().clone().requires_grad_();
    }
}
