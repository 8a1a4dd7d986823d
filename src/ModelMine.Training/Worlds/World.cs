using ModelMine.Training.Randomness;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Worlds;

/// <summary>
/// A world to act in, one episode after another: a state, a few actions, a reward for each step. An episode ends by termination
/// (the world's own end, after which there is no more to gain) or by truncation (the limit of steps; there would have been more):
/// who learns must tell the two apart. All of the state is open, so that a snapshot can hold it exactly.
/// </summary>
internal abstract class World(WorldDefinition definition)
{
    private readonly double[] _state = new double[definition.StateLength];

    /// <summary>What is known of it without being in it.</summary>
    public WorldDefinition Definition => definition;

    /// <summary>The state; what the numbers are, each world says.</summary>
    public ReadOnlySpan<double> State => _state;

    /// <summary>Steps made in this episode.</summary>
    public int Steps { get; private set; }

    /// <summary>Sum of the episode's rewards so far, not discounted.</summary>
    public double Return { get; private set; }

    /// <summary>Whether the episode came to the world's own end.</summary>
    public bool IsTerminated => Ends(_state);

    /// <summary>Whether the episode was cut off at <see cref="WorldDefinition.MostSteps"/>.</summary>
    public bool IsTruncated => Steps >= definition.MostSteps && !IsTerminated;

    /// <summary>Whether the episode is over, either way.</summary>
    public bool IsOver => IsTerminated || Steps >= definition.MostSteps;

    /// <summary>Begins an episode.</summary>
    /// <param name="random">Where the beginning comes from.</param>
    public void Begin(SeededRandom random)
    {
        (Steps, Return) = (0, 0);
        Start(_state, random);
    }

    /// <summary>Puts the world in a state.</summary>
    /// <param name="state">As <see cref="State"/>.</param>
    /// <param name="steps">Steps made until then.</param>
    /// <param name="returned">Return until then.</param>
    public void Place(ReadOnlySpan<double> state, int steps = 0, double returned = 0)
    {
        state.CopyTo(_state);
        (Steps, Return) = (steps, returned);
    }

    /// <summary>Acts for one step.</summary>
    /// <param name="action">From 0, below <see cref="WorldDefinition.Actions"/>.</param>
    /// <returns>The reward.</returns>
    public double Step(int action)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)action, (uint)definition.Actions, nameof(action));
        Move(_state, action);
        Steps++;
        var reward = Reward(IsTerminated);
        Return += reward;
        return reward;
    }

    /// <summary>Writes what a network is given: what can be seen, times <see cref="WorldDefinition.ObservationScale"/>.</summary>
    /// <param name="destination">As many numbers as <see cref="WorldDefinition.ObservationLength"/>.</param>
    public void Observe(Span<float> destination)
    {
        See(destination);
        if (definition.ObservationScale is { } scale)
        {
            for (var i = 0; i < scale.Length; i++)
            {
                destination[i] *= scale[i];
            }
        }
    }

    public void Save(SnapshotContent content, string prefix)
    {
        for (var i = 0; i < _state.Length; i++)
        {
            content.Add($"{prefix}State{i}", _state[i]);
        }

        content.Add(prefix + "Steps", Steps);
        content.Add(prefix + "Return", Return);
    }

    public void Load(SnapshotFile snapshot, string prefix)
    {
        for (var i = 0; i < _state.Length; i++)
        {
            _state[i] = snapshot.Number($"{prefix}State{i}");
        }

        Steps = (int)snapshot.Whole(prefix + "Steps");
        Return = snapshot.Number(prefix + "Return");
    }

    /// <summary>Writes what can be seen, as Gymnasium has it.</summary>
    protected abstract void See(Span<float> destination);

    protected abstract void Start(Span<double> state, SeededRandom random);

    protected abstract void Move(Span<double> state, int action);

    protected abstract bool Ends(ReadOnlySpan<double> state);

    protected abstract double Reward(bool terminated);
}
