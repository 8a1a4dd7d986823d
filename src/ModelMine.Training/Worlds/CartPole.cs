using ModelMine.Training.Randomness;

namespace ModelMine.Training.Worlds;

/// <summary>
/// A pole on a cart, to be kept upright by pushing the cart left (0) or right (1) (Barto, Sutton, Anderson 1983), with the
/// constants, the Euler integration and the ends of Gymnasium's CartPole-v1. Each step is worth 1, the one that ends the episode
/// too. State: the cart's place (metres from the middle) and velocity (metres a second), the pole's angle (radians from upright)
/// and angular velocity (radians a second); all of it can be seen.
/// </summary>
internal sealed class CartPole() : World(Facts)
{
    public const string Name = "CartPole-v1";
    public const double Gravity = 9.8;
    public const double CartMass = 1.0;
    public const double PoleMass = 0.1;
    public const double HalfPoleLength = 0.5;
    public const double Force = 10.0;
    public const double SecondsPerStep = 0.02;
    public const double FarthestPosition = 2.4;
    public const double WidestAngle = 12 * 2 * Math.PI / 360;
    public const double WidestStart = 0.05;
    private const double TotalMass = CartMass + PoleMass;
    private const double PoleMassLength = PoleMass * HalfPoleLength;

    public static WorldDefinition Facts { get; } = new(
        Name, ObservationLength: 4, Actions: 2, MostSteps: 500, SolvedAt: 475, StateLength: 4,
        """{"angleLimitDegrees":12,"cartMass":1,"environment":"CartPole-v1","force":10,"gravity":9.8,"halfPoleLength":0.5,"integrator":"euler","maxSteps":500,"poleMass":0.1,"positionLimit":2.4,"rewardPerStep":1,"secondsPerStep":0.02,"startWithin":0.05}""");

    protected override void See(Span<float> destination)
    {
        for (var i = 0; i < Facts.ObservationLength; i++)
        {
            destination[i] = (float)State[i];
        }
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
        var (position, velocity, angle, angularVelocity) = (state[0], state[1], state[2], state[3]);
        var force = action == 1 ? Force : -Force;
        var (sine, cosine) = (Math.Sin(angle), Math.Cos(angle));
        var pull = (force + PoleMassLength * angularVelocity * angularVelocity * sine) / TotalMass;
        var angularAcceleration = (Gravity * sine - cosine * pull) / (HalfPoleLength * (4.0 / 3.0 - PoleMass * cosine * cosine / TotalMass));
        var acceleration = pull - PoleMassLength * angularAcceleration * cosine / TotalMass;
        state[0] = position + SecondsPerStep * velocity;
        state[1] = velocity + SecondsPerStep * acceleration;
        state[2] = angle + SecondsPerStep * angularVelocity;
        state[3] = angularVelocity + SecondsPerStep * angularAcceleration;
    }

    protected override bool Ends(ReadOnlySpan<double> state) => Math.Abs(state[0]) > FarthestPosition || Math.Abs(state[2]) > WidestAngle;

    protected override double Reward(bool terminated) => 1;
}
