using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Models.Policy;
using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Parameters;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Models.Policy;

/// <summary>The plain forward pass against that of libtorch.</summary>
[Collection(TorchTests.Name)]
public sealed class FeedForwardTests
{
    private const int States = 200;
    private const double Tolerance = 1e-5;
    private readonly SeededRandom _random = new(1, Purpose.World, 0);

    [Theory]
    [InlineData(4, 128, 2)]
    [InlineData(6, 33, 3)]
    [InlineData(2, 8, 3)]
    public void Evaluate_OfAQNetwork_GivesTheNumbersOfLibtorch(int observationLength, int hiddenSize, int actions)
    {
        var network = new QNetwork(observationLength, hiddenSize, actions, dueling: false, seed: 3);

        Compare(network.Policy(), observationLength, network.Forward);
    }

    [Fact]
    public void Evaluate_OfActorAndCritic_GivesTheNumbersOfLibtorch()
    {
        var model = new ActorCritic(6, 64, 3, seed: 3);
        Spread(model.Parameters);

        Compare(model.Critic(), 6, seen => model.Values(seen).unsqueeze(1));
        Compare(model.Actor(), 6, model.LogProbabilities, upToAConstant: true);
    }

    [Fact]
    public void Best_OfADuelingNetwork_IsTheActionOfTheHighestEstimate()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var network = new QNetwork(4, 32, 3, dueling: true, seed: 3);
        var policy = network.Policy();
        for (var state = 0; state < States; state++)
        {
            var seen = Observation(4);
            var estimates = network.Forward(tensor(seen).unsqueeze(0)).data<float>().ToArray();

            policy.Best(seen).ShouldBe(Array.IndexOf(estimates, estimates.Max()));
        }

        network.Parameters.Dispose();
    }

    [Fact]
    public void Forward_OfADuelingNetwork_IsWorthAndAdvantageLessItsMean()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var network = new QNetwork(4, 16, 3, dueling: true, seed: 3);
        var seen = Observation(4);
        var advantages = new FeedForward(network.Parameters, Activation.Relu, "fc1", "fc2", "advantage").Evaluate(seen).ToArray();
        var worth = new FeedForward(network.Parameters, Activation.Relu, "fc1", "fc2", "value").Evaluate(seen)[0];

        var estimates = network.Forward(tensor(seen).unsqueeze(0)).data<float>().ToArray();

        estimates.ShouldBe(advantages.Select(advantage => worth + advantage - advantages.Average()), Tolerance);
        network.Parameters.Dispose();
    }

    [Fact]
    public void Best_AmongEquals_IsTheFirst()
    {
        var network = new QNetwork(4, 8, 3, dueling: false, seed: 3);
        network.Parameters.Weights.Clear();

        network.Policy().Best([1, 2, 3, 4]).ShouldBe(0);
        network.Parameters.Dispose();
    }

    [Fact]
    public void Evaluate_InALoop_AllocatesNothing()
    {
        var network = new QNetwork(4, 32, 2, dueling: false, seed: 3);
        var policy = network.Policy();
        float[] seen = [1, 2, 3, 4];
        policy.Best(seen);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var step = 0; step < 100; step++)
        {
            policy.Best(seen);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        network.Parameters.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(77)]
    public void DotProduct_OfAnyLength_IsTheSumOfProducts(int length)
    {
        var (left, right) = (Observation(length), Observation(length));
        double expected = 0;
        for (var i = 0; i < length; i++)
        {
            expected += (double)left[i] * right[i];
        }

        DotProduct.Of(left, right).ShouldBe((float)expected, Tolerance * (1 + length));
    }

    private void Compare(FeedForward plain, int observationLength, Func<Tensor, Tensor> forward, bool upToAConstant = false)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        for (var state = 0; state < States; state++)
        {
            var seen = Observation(observationLength);
            var expected = forward(tensor(seen).unsqueeze(0)).data<float>().ToArray();
            var found = plain.Evaluate(seen).ToArray();
            var shift = upToAConstant ? found[0] - expected[0] : 0;

            found.Select(value => value - shift).ShouldBe(expected, Tolerance);
        }
    }

    private float[] Observation(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)_random.NextDouble(-3, 3))];

    /// <summary>Weights that saturate tanh here and there.</summary>
    private static void Spread(ParameterSet parameters)
    {
        foreach (ref var weight in parameters.Weights)
        {
            weight *= 3;
        }
    }
}
