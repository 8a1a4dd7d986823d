using ModelMine.Training.Randomness;

namespace ModelMine.Training.Worlds;

/// <summary>
/// A car in a valley, too weak to drive straight up the hill: it must swing (Moore 1990), with the constants and ends of
/// Gymnasium's MountainCar-v0. Actions: push to the left (0), not at all (1), to the right (2). Each step costs 1; the episode
/// ends at the top of the right hill, or is cut off after 200 steps. State: place and velocity a step; both can be seen. A network
/// is given the velocity as a share of the highest: it would hardly count otherwise.
/// </summary>
internal sealed class MountainCar() : World(Facts)
{
    public const string Name = "MountainCar-v0";
    public const double LeftEnd = -1.2;
    public const double RightEnd = 0.6;
    public const double Goal = 0.5;
    public const double GoalVelocity = 0;
    public const double HighestSpeed = 0.07;
    public const double Force = 0.001;
    public const double Gravity = 0.0025;
    public const double LeftmostStart = -0.6;
    public const double RightmostStart = -0.4;

    public static WorldDefinition Facts { get; } = new(
        Name, ObservationLength: 2, Actions: 3, MostSteps: 200, SolvedAt: -110, StateLength: 2,
        """{"environment":"MountainCar-v0","force":0.001,"goalPosition":0.5,"goalVelocity":0,"gravity":0.0025,"maxSpeed":0.07,"maxSteps":200,"positionMax":0.6,"positionMin":-1.2,"rewardPerStep":-1,"startMax":-0.4,"startMin":-0.6}""")
    {
        ObservationScale = [1, (float)(1 / HighestSpeed)],
    };

    protected override void See(Span<float> destination) => (destination[0], destination[1]) = ((float)State[0], (float)State[1]);

    protected override void Start(Span<double> state, SeededRandom random) =>
        (state[0], state[1]) = (random.NextDouble(LeftmostStart, RightmostStart), 0);

    protected override void Move(Span<double> state, int action)
    {
        var velocity = state[1] + (action - 1) * Force - Math.Cos(3 * state[0]) * Gravity;
        velocity = Math.Clamp(velocity, -HighestSpeed, HighestSpeed);
        var position = Math.Clamp(state[0] + velocity, LeftEnd, RightEnd);
        // The left end is a wall that takes all speed.
        state[1] = position == LeftEnd && velocity < 0 ? 0 : velocity;
        state[0] = position;
    }

    protected override bool Ends(ReadOnlySpan<double> state) => state[0] >= Goal && state[1] >= GoalVelocity;

    protected override double Reward(bool terminated) => -1;
}
