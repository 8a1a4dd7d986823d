namespace ModelMine.Training.Models.Ppo;

/// <summary>
/// What was seen and done in a number of steps of several worlds side by side. Transitions are numbered step by step, within a
/// step world by world.
/// </summary>
internal sealed class Rollout(int steps, int worlds, int observationLength)
{
    private readonly float[] _observations = new float[(long)steps * worlds * observationLength];

    public int Steps => steps;

    public int Worlds => worlds;

    /// <summary>Transitions in all.</summary>
    public int Count => steps * worlds;

    public int[] Actions { get; } = new int[steps * worlds];

    /// <summary>Logarithm of the probability with which the action was chosen.</summary>
    public float[] LogProbabilities { get; } = new float[steps * worlds];

    public float[] Rewards { get; } = new float[steps * worlds];

    /// <summary>What the critic thought the state before the action to be worth.</summary>
    public float[] Values { get; } = new float[steps * worlds];

    /// <summary>What it thought the state after the action to be worth; 0 where the world came to its end.</summary>
    public float[] NextValues { get; } = new float[steps * worlds];

    /// <summary>Whether the episode was over after the action, by its end or by being cut off.</summary>
    public bool[] Over { get; } = new bool[steps * worlds];

    /// <summary>How much better the action was than the critic had expected; see <see cref="AdvantageEstimation"/>.</summary>
    public float[] Advantages { get; } = new float[steps * worlds];

    /// <summary>What was seen before the action.</summary>
    public Span<float> Observation(int transition) => _observations.AsSpan(transition * observationLength, observationLength);
}
