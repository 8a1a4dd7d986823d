using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Parameters;

namespace ModelMine.Tests.Training.Models.Dqn;

[Collection(TorchTests.Name)]
public sealed class TargetNetworkTests
{
    [Theory]
    [InlineData(0.005f)]
    [InlineData(0.5f)]
    public void Follow_WithAShare_MovesEachWeightThatShareOfTheWay(float rate)
    {
        using var network = Parameters(seed: 1);
        using var target = Parameters(seed: 2);
        float[] expected = [.. target.Weights.ToArray().Zip(network.Weights.ToArray(), (old, @new) => old + rate * (@new - old))];

        TargetNetwork.Follow(target, network, rate);

        target.Weights.ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Follow_WithRateOne_CopiesBitByBit()
    {
        using var network = Parameters(seed: 1);
        using var target = Parameters(seed: 2);
        target.Weights.SequenceEqual(network.Weights).ShouldBeFalse();

        TargetNetwork.Follow(target, network, 1);

        target.Weights.SequenceEqual(network.Weights).ShouldBeTrue();
    }

    private static ParameterSet Parameters(long seed) => new QNetwork(4, 24, 2, dueling: true, seed).Parameters;
}
