using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;

namespace ModelMine.Tests.Training.Optimizers;

/// <summary>The scalar formulas of the papers, number by number, against the vectorised passes: bit for bit.</summary>
public sealed class OptimizerTests
{
    private const int Length = 64;
    private const int Steps = 20;
    private const float Rate = 0.01f;

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Sgd_IsTheScalarFormula(double decay) => Compare(new Sgd(decay), (w, g, _, _) => w - Rate * (g + (float)decay * w));

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Momentum_IsTheScalarFormula(double decay) => Compare(new Momentum(decay, Length), (w, g, state, _) =>
    {
        state[0] = 0.9f * state[0] + (g + (float)decay * w);
        return w - Rate * state[0];
    });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Nesterov_IsTheScalarFormula(double decay) => Compare(new Nesterov(decay, Length), (w, g, state, _) =>
    {
        g += (float)decay * w;
        state[0] = 0.9f * state[0] + g;
        return w - Rate * (g + 0.9f * state[0]);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void RmsProp_IsTheScalarFormula(double decay) => Compare(new RmsProp(decay, Length), (w, g, state, _) =>
    {
        g += (float)decay * w;
        state[0] = 0.99f * state[0] + (1 - 0.99f) * g * g;
        return w - Rate * g / (MathF.Sqrt(state[0]) + 1e-8f);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Adam_IsTheScalarFormula(double decay) => Compare(new Adam(decay, decoupled: false, Length), (w, g, state, step) =>
        w - AdamStep(g + (float)decay * w, state, step));

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void AdamW_IsTheScalarFormula(double decay) => Compare(new Adam(decay, decoupled: true, Length), (w, g, state, step) =>
        (float)(1 - (double)Rate * decay) * w - AdamStep(g, state, step));

    [Fact]
    public void Adam_ItsFirstStep_IsTheLearningRateAgainstTheGradient()
    {
        var (weights, gradients) = (new float[16], Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? 0.5f : -0.002f).ToArray());

        new Adam(0, decoupled: false, 16).Step(weights, gradients, 0.1, 1);

        weights.Where((_, i) => i % 2 == 0).ShouldAllBe(weight => Math.Abs(weight + 0.1) < 1e-6);
        weights.Where((_, i) => i % 2 == 1).ShouldAllBe(weight => Math.Abs(weight - 0.1) < 1e-6);
    }

    [Fact]
    public void Step_OfLengthsThatDoNotFit_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new Sgd(0).Step(new float[16], new float[32], 0.1, 1));
        Should.Throw<ArgumentException>(() => new Sgd(0).Step(new float[15], new float[15], 0.1, 1));
    }

    private static float AdamStep(float g, float[] state, int step)
    {
        state[0] = 0.9f * state[0] + (1 - 0.9f) * g;
        state[1] = 0.999f * state[1] + (1 - 0.999f) * g * g;
        var rate = (float)(Rate / (1 - Math.Pow(0.9f, step)));
        var correction = (float)(1 / Math.Sqrt(1 - Math.Pow(0.999f, step)));
        return rate * state[0] / (MathF.Sqrt(state[1]) * correction + 1e-8f);
    }

    private static void Compare(Optimizer optimizer, Func<float, float, float[], int, float> scalar)
    {
        var random = new SeededRandom(7, Purpose.Weights, 0);
        var weights = Enumerable.Range(0, Length).Select(_ => (float)random.NextDouble(-1, 1)).ToArray();
        var expected = weights.ToArray();
        var states = expected.Select(_ => new float[2]).ToArray();
        for (var step = 1; step <= Steps; step++)
        {
            var gradients = weights.Select(_ => (float)random.NextDouble(-3, 3)).ToArray();
            for (var i = 0; i < Length; i++)
            {
                expected[i] = scalar(expected[i], gradients[i], states[i], step);
            }

            optimizer.Step(weights, gradients, Rate, step);

            weights.ShouldBe(expected);
            gradients.ShouldAllBe(gradient => gradient == 0);
        }
    }
}
