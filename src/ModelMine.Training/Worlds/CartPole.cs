using System.Text;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Randomness;

namespace ModelMine.Training.Worlds;

/// <summary>
/// A pole on a cart, to be kept upright by pushing the cart left or right (Barto, Sutton, Anderson 1983), with the constants,
/// the Euler integration and the ends of Gymnasium's CartPole-v1. Each step is worth 1, the one that ends the episode too.
/// </summary>
internal sealed class CartPole
{
    public const string Name = "CartPole-v1";
    public const int ObservationLength = 4;
    public const int Actions = 2;
    public const int MostSteps = 500;
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

    /// <summary>The constants in canonical JSON (RFC 8785), with what cannot be seen from them.</summary>
    public const string Definition =
        """{"angleLimitDegrees":12,"cartMass":1,"environment":"CartPole-v1","force":10,"gravity":9.8,"halfPoleLength":0.5,"integrator":"euler","maxSteps":500,"poleMass":0.1,"positionLimit":2.4,"rewardPerStep":1,"secondsPerStep":0.02,"startWithin":0.05}""";

    /// <summary>SHA-256 of <see cref="Definition"/>: stands in the result where a data set's digest would.</summary>
    public static string Digest { get; } = ContentDigest.Of(Encoding.UTF8.GetBytes(Definition));

    /// <summary>An episode that begins near upright and still.</summary>
    /// <param name="random">Where the four numbers of the beginning come from.</param>
    public CartPole(SeededRandom random)
        : this(Start(random), Start(random), Start(random), Start(random), 0)
    {
    }

    /// <summary>An episode under way.</summary>
    public CartPole(double position, double velocity, double angle, double angularVelocity, int steps) =>
        (Position, Velocity, Angle, AngularVelocity, Steps) = (position, velocity, angle, angularVelocity, steps);

    /// <summary>Of the cart, metres from the middle.</summary>
    public double Position { get; private set; }

    /// <summary>Of the cart, metres a second.</summary>
    public double Velocity { get; private set; }

    /// <summary>Of the pole, radians from upright.</summary>
    public double Angle { get; private set; }

    /// <summary>Of the pole, radians a second.</summary>
    public double AngularVelocity { get; private set; }

    /// <summary>Steps made: also the return so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the pole fell or the cart left the track.</summary>
    public bool IsLost => Math.Abs(Position) > FarthestPosition || Math.Abs(Angle) > WidestAngle;

    /// <summary>Whether the episode is over, lost or cut off at <see cref="MostSteps"/>.</summary>
    public bool IsOver => IsLost || Steps >= MostSteps;

    /// <summary>Pushes the cart for one step.</summary>
    /// <param name="action">0 to the left, 1 to the right.</param>
    public void Push(int action)
    {
        var force = action == 1 ? Force : -Force;
        var (sine, cosine) = (Math.Sin(Angle), Math.Cos(Angle));
        var pull = (force + PoleMassLength * AngularVelocity * AngularVelocity * sine) / TotalMass;
        var angularAcceleration = (Gravity * sine - cosine * pull) / (HalfPoleLength * (4.0 / 3.0 - PoleMass * cosine * cosine / TotalMass));
        var acceleration = pull - PoleMassLength * angularAcceleration * cosine / TotalMass;
        Position += SecondsPerStep * Velocity;
        Velocity += SecondsPerStep * acceleration;
        Angle += SecondsPerStep * AngularVelocity;
        AngularVelocity += SecondsPerStep * angularAcceleration;
        Steps++;
    }

    /// <summary>What can be seen: position, velocity, angle, angular velocity.</summary>
    /// <param name="destination">Four numbers.</param>
    public void Observe(Span<float> destination)
    {
        destination[0] = (float)Position;
        destination[1] = (float)Velocity;
        destination[2] = (float)Angle;
        destination[3] = (float)AngularVelocity;
    }

    private static double Start(SeededRandom random) => random.NextDouble(-WidestStart, WidestStart);
}
