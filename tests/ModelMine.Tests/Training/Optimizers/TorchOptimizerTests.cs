using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Optimizers;

/// <summary>Our optimizers beside TorchSharp's own: the same conventions, up to rounding.</summary>
[Collection(TorchTests.Name)]
public sealed class TorchOptimizerTests
{
    private const int Length = 32;
    private const double Rate = 0.01;
    private const double Decay = 0.05;

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("nesterov")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Steps_AreThoseOfTorch(string name)
    {
        var random = new SeededRandom(9, Purpose.Weights, 0);
        var start = Enumerable.Range(0, Length).Select(_ => (float)random.NextDouble(-1, 1)).ToArray();
        var ours = start.ToArray();
        var optimizer = Ours(name);
        using var theirs = new TorchSharp.Modules.Parameter(tensor(start));
        using var torchs = Theirs(name, theirs);
        for (var step = 1; step <= 10; step++)
        {
            var gradient = start.Select(_ => (float)random.NextDouble(-2, 2)).ToArray();
            theirs.grad = tensor(gradient);
            torchs.step();
            optimizer.Step(ours, gradient, Rate, step);
        }

        var expected = theirs.data<float>().ToArray();
        ours.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 2e-6);
    }

    private static Optimizer Ours(string name) => name switch
    {
        "sgd" => new Sgd(Decay),
        "momentum" => new Momentum(Decay, Length),
        "nesterov" => new Nesterov(Decay, Length),
        "rmsprop" => new RmsProp(Decay, Length),
        "adam" => new Adam(Decay, decoupled: false, Length),
        _ => new Adam(Decay, decoupled: true, Length),
    };

    private static optim.Optimizer Theirs(string name, TorchSharp.Modules.Parameter parameter)
    {
        TorchSharp.Modules.Parameter[] all = [parameter];
        return name switch
        {
            "sgd" => optim.SGD(all, Rate, weight_decay: Decay),
            "momentum" => optim.SGD(all, Rate, momentum: 0.9, weight_decay: Decay),
            "nesterov" => optim.SGD(all, Rate, momentum: 0.9, weight_decay: Decay, nesterov: true),
            "rmsprop" => optim.RMSProp(all, Rate, alpha: 0.99, eps: 1e-8, weight_decay: Decay),
            "adam" => optim.Adam(all, Rate, weight_decay: Decay),
            _ => optim.AdamW(all, Rate, weight_decay: Decay),
        };
    }
}
