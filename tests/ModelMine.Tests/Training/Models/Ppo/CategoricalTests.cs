using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Randomness;

namespace ModelMine.Tests.Training.Models.Ppo;

public sealed class CategoricalTests
{
    private static readonly float[] Logits = [1, -0.5f, 2.5f];

    [Fact]
    public void Sample_ManyTimes_ChoosesAsOftenAsSoftmaxSays()
    {
        const int Draws = 20_000;
        var random = new SeededRandom(1, Purpose.World, 0);
        var counts = new int[Logits.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            counts[Categorical.Sample(Logits, random.NextDouble()).Action]++;
        }

        for (var action = 0; action < Logits.Length; action++)
        {
            // Four standard deviations at most.
            ((double)counts[action] / Draws).ShouldBe(Softmax(action), 4 * 0.5 / Math.Sqrt(Draws));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1999)]
    [InlineData(0.5)]
    [InlineData(0.9999999999999999)]
    public void Sample_TellsTheLogarithmOfTheProbability(double uniform)
    {
        var (action, logProbability) = Categorical.Sample(Logits, uniform);

        logProbability.ShouldBe((float)Math.Log(Softmax(action)), 1e-6);
    }

    [Fact]
    public void Sample_WithHugeLogits_DoesNotOverflow()
    {
        var (action, logProbability) = Categorical.Sample([-10_000f, 10_000f], 0.5);

        (action, logProbability).ShouldBe((1, 0f));
    }

    private static double Softmax(int action) => Math.Exp(Logits[action]) / Logits.Sum(logit => Math.Exp(logit));
}
