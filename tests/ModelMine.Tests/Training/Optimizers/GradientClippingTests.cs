using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Optimizers;

[Collection(TorchTests.Name)]
public sealed class GradientClippingTests
{
    private const int Length = 16 * 1001;

    [Fact]
    public void Norm_IsTheScalarFormula()
    {
        var gradients = Gradients();

        GradientClipping.Norm(gradients).ShouldBe(Math.Sqrt(gradients.Sum(gradient => (double)gradient * gradient)), 1e-10);
    }

    [Fact]
    public void Clip_OfGradientsThatAreTooLong_IsThatOfTorch()
    {
        var ours = Gradients();
        using var theirs = new TorchSharp.Modules.Parameter(zeros(Length));
        theirs.grad = tensor(ours);
        var expectedNorm = nn.utils.clip_grad_norm_([theirs], 1.5);

        var norm = GradientClipping.Clip(ours, 1.5);

        norm.ShouldBe(expectedNorm, 1e-3);
        ours.Zip(theirs.grad.data<float>().ToArray()).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
        GradientClipping.Norm(ours).ShouldBe(1.5, 1e-4);
    }

    [Fact]
    public void Clip_OfGradientsThatAreShortEnough_LeavesThemAsTheyAre()
    {
        var gradients = Gradients();

        GradientClipping.Clip(gradients, 1e6);

        gradients.ShouldBe(Gradients());
    }

    [Fact]
    public void Norm_OfHugeGradients_DoesNotOverflow()
    {
        var gradients = Enumerable.Repeat(1e30f, 16).ToArray();

        GradientClipping.Norm(gradients).ShouldBe(4e30, 1e24);
        GradientClipping.Clip(gradients, 4);
        gradients.ShouldAllBe(gradient => Math.Abs(gradient - 1) < 1e-5);
    }

    private static float[] Gradients()
    {
        var random = new SeededRandom(3, Purpose.Weights, 0);
        return [.. Enumerable.Range(0, Length).Select(_ => (float)random.NextDouble(-1, 1))];
    }
}
