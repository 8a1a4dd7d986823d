using System.Text.Json;
using ModelMine.Core.Ledger;
using ModelMine.Training.Randomness;
using ModelMine.Training.Worlds;

namespace ModelMine.Tests.Training.Worlds;

public sealed class CartPoleTests
{
    [Fact]
    public void Push_ToTheRightFromRest_GivesTheAccelerationsOfTheEquations()
    {
        // At rest and upright: pull = 10 / 1.1; angular = -pull / (0.5 (4/3 - 0.1/1.1)); cart = pull - 0.05 · angular / 1.1.
        var world = new CartPole(0, 0, 0, 0, 0);

        world.Push(1);

        (world.Position, world.Angle).ShouldBe((0, 0)); // Euler: places move by the old velocities
        world.Velocity.ShouldBe(0.19512195121951220, 1e-15);
        world.AngularVelocity.ShouldBe(-0.29268292682926833, 1e-15);
        world.Steps.ShouldBe(1);
    }

    [Fact]
    public void Push_ToTheLeftFromALeaningState_GivesTheHandComputedState()
    {
        // With x = 0.1, v = 0.2, θ = 0.05, ω = -0.3, computed with 50 digits from the equations of Barto, Sutton and Anderson.
        var world = new CartPole(0.1, 0.2, 0.05, -0.3, 7);

        world.Push(0);

        world.Position.ShouldBe(0.104, 1e-15);
        world.Velocity.ShouldBe(0.0042023453560374, 1e-15);
        world.Angle.ShouldBe(0.044, 1e-15);
        world.AngularVelocity.ShouldBe(0.0080233136061515, 1e-15);
        world.Steps.ShouldBe(8);
    }

    [Theory]
    [InlineData(2.39, 0, false)]
    [InlineData(2.41, 0, true)]
    [InlineData(-2.41, 0, true)]
    [InlineData(0, 0.2094, false)]
    [InlineData(0, 0.2095, true)] // 12 degrees are 0.20944
    [InlineData(0, -0.2095, true)]
    public void IsLost_BeyondTheTrackOrTheAngle(double position, double angle, bool lost) =>
        new CartPole(position, 0, angle, 0, 3).IsLost.ShouldBe(lost);

    [Fact]
    public void Episode_AtFiveHundredSteps_IsCutOffButNotLost()
    {
        var world = new CartPole(0, 0, 0, 0, 499);
        world.IsOver.ShouldBeFalse();

        world.Push(1);

        (world.IsOver, world.IsLost).ShouldBe((true, false));
    }

    [Fact]
    public void Start_IsNearUprightAndStill_AndTheSameForTheSameEpisode()
    {
        for (var episode = 0; episode < 100; episode++)
        {
            var world = new CartPole(new SeededRandom(1, Purpose.World, episode));
            new[] { world.Position, world.Velocity, world.Angle, world.AngularVelocity }.ShouldAllBe(number => Math.Abs(number) <= 0.05);
            new CartPole(new SeededRandom(1, Purpose.World, episode)).Position.ShouldBe(world.Position);
        }
    }

    [Fact]
    public void Definition_IsCanonical_AndSaysWhatTheCodeDoes()
    {
        var definition = JsonElement.Parse(CartPole.Definition);

        CanonicalJson.Serialize(definition).ShouldBe(CartPole.Definition);
        Number("gravity").ShouldBe(CartPole.Gravity);
        Number("cartMass").ShouldBe(CartPole.CartMass);
        Number("poleMass").ShouldBe(CartPole.PoleMass);
        Number("halfPoleLength").ShouldBe(CartPole.HalfPoleLength);
        Number("force").ShouldBe(CartPole.Force);
        Number("secondsPerStep").ShouldBe(CartPole.SecondsPerStep);
        Number("positionLimit").ShouldBe(CartPole.FarthestPosition);
        (Number("angleLimitDegrees") * 2 * Math.PI / 360).ShouldBe(CartPole.WidestAngle);
        Number("maxSteps").ShouldBe(CartPole.MostSteps);
        Number("startWithin").ShouldBe(CartPole.WidestStart);

        double Number(string name) => definition.GetProperty(name).GetDouble();
    }
}
