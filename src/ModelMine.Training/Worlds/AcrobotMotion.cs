namespace ModelMine.Training.Worlds;

/// <summary>
/// How an acrobot moves: equations of motion of Sutton and Barto, <i>Reinforcement Learning</i> (1998, section 11.3), integrated
/// by one step of the classical Runge-Kutta method.
/// </summary>
internal static class AcrobotMotion
{
    public const double LinkLength = 1;
    public const double LinkMass = 1;
    public const double LinkCentre = 0.5;
    public const double MomentOfInertia = 1;
    public const double Gravity = 9.8;

    /// <summary>Two angles (radians) and their velocities (radians a second); or how these change a second.</summary>
    public readonly record struct Motion(double First, double Second, double FirstVelocity, double SecondVelocity)
    {
        public Motion Plus(double factor, Motion other) => new(
            First + factor * other.First,
            Second + factor * other.Second,
            FirstVelocity + factor * other.FirstVelocity,
            SecondVelocity + factor * other.SecondVelocity);
    }

    /// <summary>Where the links are after some seconds under a torque.</summary>
    public static Motion After(Motion state, double torque, double seconds)
    {
        var one = Change(state, torque);
        var two = Change(state.Plus(seconds / 2, one), torque);
        var three = Change(state.Plus(seconds / 2, two), torque);
        var four = Change(state.Plus(seconds, three), torque);
        return state.Plus(seconds / 6, one.Plus(2, two).Plus(2, three).Plus(1, four));
    }

    private static Motion Change(Motion state, double torque)
    {
        const double Coupling = LinkMass * LinkLength * LinkCentre;
        const double OwnInertia = LinkMass * LinkCentre * LinkCentre + MomentOfInertia;
        var (first, second, firstVelocity, secondVelocity) = state;
        var (sine, cosine) = Math.SinCos(second);
        var d1 = OwnInertia + LinkMass * (LinkLength * LinkLength + LinkCentre * LinkCentre) + 2 * Coupling * cosine + MomentOfInertia;
        var d2 = OwnInertia + Coupling * cosine;
        var phi2 = LinkMass * LinkCentre * Gravity * Math.Sin(first + second);
        var phi1 = -Coupling * secondVelocity * secondVelocity * sine
            - 2 * Coupling * secondVelocity * firstVelocity * sine
            + (LinkMass * LinkCentre + LinkMass * LinkLength) * Gravity * Math.Sin(first)
            + phi2;
        var secondAcceleration = (torque + d2 / d1 * phi1 - Coupling * firstVelocity * firstVelocity * sine - phi2) / (OwnInertia - d2 * d2 / d1);
        var firstAcceleration = -(d2 * secondAcceleration + phi1) / d1;
        return new(firstVelocity, secondVelocity, firstAcceleration, secondAcceleration);
    }
}
