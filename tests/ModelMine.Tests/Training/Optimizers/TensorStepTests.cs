using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Optimizers;

/// <summary>Each rule in tensors, as other devices compute it, beside the one that works on the processor's memory.</summary>
[Collection(TorchTests.Name)]
public sealed class TensorStepTests
{
    private const int Length = 32;
    private const double Rate = 0.01;

    [Theory]
    [InlineData("sgd", 0)]
    [InlineData("sgd", 0.05)]
    [InlineData("momentum", 0.05)]
    [InlineData("nesterov", 0.05)]
    [InlineData("rmsprop", 0.05)]
    [InlineData("adam", 0)]
    [InlineData("adam", 0.05)]
    [InlineData("adamw", 0.05)]
    public void Steps_InTensors_AreThoseInMemory(string name, double decay)
    {
        using Optimizer inMemory = Make(name, decay), inTensors = Make(name, decay);
        inTensors.MoveTo(CPU);
        var random = new SeededRandom(11, Purpose.Weights, 0);
        var weights = Numbers(random);
        using var moved = tensor(weights).clone();
        for (var step = 1; step <= 20; step++)
        {
            var gradients = Numbers(random);
            using var movedGradients = tensor(gradients).clone();
            inMemory.Step(weights, gradients, Rate, step);
            inTensors.Step(moved, movedGradients, Rate, step);
            movedGradients.data<float>().ToArray().ShouldAllBe(gradient => gradient == 0);
        }

        moved.data<float>().ToArray().Zip(weights).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 2e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1000)]
    public void Clipping_InTensors_IsThatInMemory(double longest)
    {
        var gradients = Numbers(new SeededRandom(13, Purpose.Weights, 0));
        using var moved = tensor(gradients).clone();
        GradientClipping.Clip(moved, longest);
        GradientClipping.Clip(gradients, longest);
        moved.data<float>().ToArray().Zip(gradients).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }

    private static float[] Numbers(SeededRandom random) => [.. Enumerable.Range(0, Length).Select(_ => (float)random.NextDouble(-1, 1))];

    private static Optimizer Make(string name, double decay) => name switch
    {
        "sgd" => new Sgd(decay),
        "momentum" => new Momentum(decay, Length),
        "nesterov" => new Nesterov(decay, Length),
        "rmsprop" => new RmsProp(decay, Length),
        "adam" => new Adam(decay, decoupled: false, Length),
        _ => new Adam(decay, decoupled: true, Length),
    };
}
