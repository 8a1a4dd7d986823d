using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Randomness;

namespace ModelMine.Tests.Training.Models.Ppo;

public sealed class AdvantageEstimationTests
{
    private const double Gamma = 0.97;
    private const double Lambda = 0.9;

    [Fact]
    public void Fill_GivesTheSumsOfTheDefinition()
    {
        var rollout = Made();

        AdvantageEstimation.Fill(rollout, Gamma, Lambda);

        for (var i = 0; i < rollout.Count; i++)
        {
            rollout.Advantages[i].ShouldBe((float)Definition(rollout, i), 1e-5);
        }
    }

    [Fact]
    public void Fill_WithLambdaOne_GivesWhatWasEarnedLessWhatWasExpected()
    {
        var rollout = new Rollout(3, 1, 1);
        new[] { 1f, 2f, 3f }.CopyTo(rollout.Rewards, 0);
        new[] { 0.5f, 0.25f, 0.125f }.CopyTo(rollout.Values, 0);
        new[] { 0.25f, 0.125f, 0f }.CopyTo(rollout.NextValues, 0);
        rollout.Over[2] = true;

        AdvantageEstimation.Fill(rollout, gamma: 0.5, lambda: 1);

        rollout.Advantages.ShouldBe([1 + 0.5f * 2 + 0.25f * 3 - 0.5f, 2 + 0.5f * 3 - 0.25f, 3 - 0.125f], 1e-6);
    }

    [Fact]
    public void Fill_WhereAnEpisodeIsOver_TakesNothingFromTheNext()
    {
        var one = Made();
        var two = Made();
        for (var i = 0; i < two.Count; i++)
        {
            // World 0's first episode is over after step 3: what comes later must not matter to what came before.
            two.Rewards[i] += i % two.Worlds == 0 && i / two.Worlds > 3 ? 100 : 0;
        }

        AdvantageEstimation.Fill(one, Gamma, Lambda);
        AdvantageEstimation.Fill(two, Gamma, Lambda);

        for (var step = 0; step <= 3; step++)
        {
            two.Advantages[step * two.Worlds].ShouldBe(one.Advantages[step * one.Worlds]);
        }

        two.Advantages[4 * two.Worlds].ShouldNotBe(one.Advantages[4 * one.Worlds]);
    }

    /// <summary>Σ (γλ)^k δ(t + k) until the episode or the rollout is over.</summary>
    private static double Definition(Rollout rollout, int from)
    {
        double sum = 0, factor = 1;
        for (var i = from; i < rollout.Count; i += rollout.Worlds)
        {
            sum += factor * (rollout.Rewards[i] + Gamma * rollout.NextValues[i] - rollout.Values[i]);
            factor *= Gamma * Lambda;
            if (rollout.Over[i])
            {
                break;
            }
        }

        return sum;
    }

    private static Rollout Made()
    {
        var random = new SeededRandom(5, Purpose.World, 0);
        var rollout = new Rollout(12, 3, 1);
        for (var i = 0; i < rollout.Count; i++)
        {
            rollout.Rewards[i] = (float)random.NextDouble();
            rollout.Values[i] = (float)random.NextDouble();
            rollout.NextValues[i] = (float)random.NextDouble();
            rollout.Over[i] = i % rollout.Worlds == 0 && i / rollout.Worlds == 3;
        }

        return rollout;
    }
}
