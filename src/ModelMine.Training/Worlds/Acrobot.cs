using ModelMine.Training.Randomness;

namespace ModelMine.Training.Worlds;

/// <summary>
/// Two links that hang from a fixed joint, with a motor between them only: the lower end is to be swung up by one link's length
/// above the fixed joint (Sutton 1996), with the constants and ends of Gymnasium's Acrobot-v1 and its default equations of motion,
/// those of Sutton and Barto's book. Actions: torque -1 (0), none (1), +1 (2). Each step costs 1 but the one that reaches the
/// height; cut off after 500. State: angle of the first link (radians from hanging), of the second (from the first one's
/// direction), and their velocities (radians a second). Seen are the cosine and sine of both angles, and the velocities.
/// </summary>
internal sealed class Acrobot() : World(Facts)
{
    public const string Name = "Acrobot-v1";
    public const double SecondsPerStep = 0.2;
    public const double WidestStart = 0.1;
    public const double FastestFirst = 4 * Math.PI;
    public const double FastestSecond = 9 * Math.PI;
    public const double Height = 1;

    public static WorldDefinition Facts { get; } = new(
        Name, ObservationLength: 6, Actions: 3, MostSteps: 500, SolvedAt: -100, StateLength: 4,
        """{"environment":"Acrobot-v1","equations":"book","gravity":9.8,"heightAbove":1,"integrator":"rungeKutta4","linkCentres":0.5,"linkLength":1,"linkMasses":1,"maxSteps":500,"maxVelocity1OverPi":4,"maxVelocity2OverPi":9,"momentsOfInertia":1,"rewardAtEnd":0,"rewardPerStep":-1,"secondsPerStep":0.2,"startWithin":0.1,"torque":1}""");

    protected override void See(Span<float> destination)
    {
        (var sine, var cosine) = Math.SinCos(State[0]);
        (destination[0], destination[1]) = ((float)cosine, (float)sine);
        (sine, cosine) = Math.SinCos(State[1]);
        (destination[2], destination[3]) = ((float)cosine, (float)sine);
        (destination[4], destination[5]) = ((float)State[2], (float)State[3]);
    }

    protected override void Start(Span<double> state, SeededRandom random)
    {
        foreach (ref var number in state)
        {
            number = random.NextDouble(-WidestStart, WidestStart);
        }
    }

    protected override void Move(Span<double> state, int action)
    {
        var next = AcrobotMotion.After(new(state[0], state[1], state[2], state[3]), torque: action - 1, SecondsPerStep);
        state[0] = Wrapped(next.First);
        state[1] = Wrapped(next.Second);
        state[2] = Math.Clamp(next.FirstVelocity, -FastestFirst, FastestFirst);
        state[3] = Math.Clamp(next.SecondVelocity, -FastestSecond, FastestSecond);
    }

    protected override bool Ends(ReadOnlySpan<double> state) => -Math.Cos(state[0]) - Math.Cos(state[0] + state[1]) > Height;

    protected override double Reward(bool terminated) => terminated ? 0 : -1;

    /// <summary>The same angle from -π to π.</summary>
    private static double Wrapped(double angle)
    {
        while (angle > Math.PI)
        {
            angle -= 2 * Math.PI;
        }

        while (angle < -Math.PI)
        {
            angle += 2 * Math.PI;
        }

        return angle;
    }
}
