using System.Text.Json;
using ModelMine.Training.Worlds;

namespace ModelMine.Tests.Training.Worlds;

public sealed class AcrobotTests
{
    private readonly Acrobot _world = new();

    [Fact]
    public void Step_HangingStillWithoutTorque_StaysThere()
    {
        _world.Place([0, 0, 0, 0]);

        _world.Step(1).ShouldBe(-1);

        _world.State.ToArray().ShouldAllBe(number => number == 0);
    }

    [Fact]
    public void Step_WithoutTorque_KeepsTheEnergy()
    {
        // Runge-Kutta of fourth order: over ten steps of 0.2 s from a gentle swing the energy stays to about a thousandth.
        _world.Place([0.3, -0.2, 0.1, 0.2]);
        var before = Energy(_world.State);

        for (var step = 0; step < 10; step++)
        {
            _world.Step(1);
        }

        Energy(_world.State).ShouldBe(before, 1e-3 * Math.Abs(before));
    }

    [Fact]
    public void Observe_GivesCosinesSinesAndVelocities()
    {
        _world.Place([Math.PI / 2, Math.PI, 1.5, -2.5]);
        var seen = new float[6];

        _world.Observe(seen);

        seen.ShouldBe([0, 1, -1, 0, 1.5f, -2.5f], 1e-6);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(Math.PI, 0, true)] // straight up
    [InlineData(Math.PI, Math.PI, false)] // folded: the end is at the joint
    public void IsTerminated_ALinkAboveTheJoint(double first, double second, bool ended)
    {
        _world.Place([first, second, 0, 0]);

        _world.IsTerminated.ShouldBe(ended);
    }

    [Fact]
    public void Definition_SaysWhatTheCodeDoes()
    {
        var definition = JsonElement.Parse(Acrobot.Facts.Json);

        Number("gravity").ShouldBe(AcrobotMotion.Gravity);
        Number("linkLength").ShouldBe(AcrobotMotion.LinkLength);
        Number("linkMasses").ShouldBe(AcrobotMotion.LinkMass);
        Number("linkCentres").ShouldBe(AcrobotMotion.LinkCentre);
        Number("momentsOfInertia").ShouldBe(AcrobotMotion.MomentOfInertia);
        Number("secondsPerStep").ShouldBe(Acrobot.SecondsPerStep);
        Number("startWithin").ShouldBe(Acrobot.WidestStart);
        Number("heightAbove").ShouldBe(Acrobot.Height);
        (Number("maxVelocity1OverPi") * Math.PI).ShouldBe(Acrobot.FastestFirst);
        (Number("maxVelocity2OverPi") * Math.PI).ShouldBe(Acrobot.FastestSecond);

        double Number(string name) => definition.GetProperty(name).GetDouble();
    }

    /// <summary>Kinetic and potential energy of two rods, each with its mass at the centre and a moment of inertia about it.</summary>
    private static double Energy(ReadOnlySpan<double> state)
    {
        var (first, both, rate, rates) = (state[0], state[0] + state[1], state[2], state[2] + state[3]);
        var centreX = Math.Cos(first) * rate + 0.5 * Math.Cos(both) * rates;
        var centreY = Math.Sin(first) * rate + 0.5 * Math.Sin(both) * rates;
        var kinetic = 0.5 * (0.25 * rate * rate + centreX * centreX + centreY * centreY + rate * rate + rates * rates);
        return kinetic - 9.8 * (0.5 * Math.Cos(first) + Math.Cos(first) + 0.5 * Math.Cos(both));
    }
}
