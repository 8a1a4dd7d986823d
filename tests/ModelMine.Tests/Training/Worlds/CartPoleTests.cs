using System.Text.Json;
using ModelMine.Training.Randomness;
using ModelMine.Training.Worlds;

namespace ModelMine.Tests.Training.Worlds;

public sealed class CartPoleTests
{
    private readonly CartPole _world = new();

    [Fact]
    public void Step_ToTheRightFromRest_GivesTheAccelerationsOfTheEquations()
    {
        // At rest and upright: pull = 10 / 1.1; angular = -pull / (0.5 (4/3 - 0.1/1.1)); cart = pull - 0.05 · angular / 1.1.
        _world.Place([0, 0, 0, 0]);

        _world.Step(1).ShouldBe(1);

        (_world.State[0], _world.State[2]).ShouldBe((0, 0)); // Euler: places move by the old velocities
        _world.State[1].ShouldBe(0.19512195121951220, 1e-15);
        _world.State[3].ShouldBe(-0.29268292682926833, 1e-15);
        _world.Steps.ShouldBe(1);
    }

    [Fact]
    public void Step_ToTheLeftFromALeaningState_GivesTheHandComputedState()
    {
        // With x = 0.1, v = 0.2, θ = 0.05, ω = -0.3, computed with 50 digits from the equations of Barto, Sutton and Anderson.
        _world.Place([0.1, 0.2, 0.05, -0.3], steps: 7);

        _world.Step(0);

        _world.State[0].ShouldBe(0.104, 1e-15);
        _world.State[1].ShouldBe(0.0042023453560374, 1e-15);
        _world.State[2].ShouldBe(0.044, 1e-15);
        _world.State[3].ShouldBe(0.0080233136061515, 1e-15);
        _world.Steps.ShouldBe(8);
    }

    [Theory]
    [InlineData(2.39, 0, false)]
    [InlineData(2.41, 0, true)]
    [InlineData(-2.41, 0, true)]
    [InlineData(0, 0.2094, false)]
    [InlineData(0, 0.2095, true)] // 12 degrees are 0.20944
    [InlineData(0, -0.2095, true)]
    public void IsTerminated_BeyondTheTrackOrTheAngle(double position, double angle, bool lost)
    {
        _world.Place([position, 0, angle, 0], steps: 3);

        _world.IsTerminated.ShouldBe(lost);
    }

    [Fact]
    public void Begin_IsNearUprightAndStill()
    {
        for (var episode = 0; episode < 100; episode++)
        {
            _world.Begin(new SeededRandom(1, Purpose.World, episode));
            _world.State.ToArray().ShouldAllBe(number => Math.Abs(number) <= CartPole.WidestStart);
        }
    }

    [Fact]
    public void Definition_SaysWhatTheCodeDoes()
    {
        var definition = JsonElement.Parse(CartPole.Facts.Json);

        Number("gravity").ShouldBe(CartPole.Gravity);
        Number("cartMass").ShouldBe(CartPole.CartMass);
        Number("poleMass").ShouldBe(CartPole.PoleMass);
        Number("halfPoleLength").ShouldBe(CartPole.HalfPoleLength);
        Number("force").ShouldBe(CartPole.Force);
        Number("secondsPerStep").ShouldBe(CartPole.SecondsPerStep);
        Number("positionLimit").ShouldBe(CartPole.FarthestPosition);
        (Number("angleLimitDegrees") * 2 * Math.PI / 360).ShouldBe(CartPole.WidestAngle);
        Number("startWithin").ShouldBe(CartPole.WidestStart);

        double Number(string name) => definition.GetProperty(name).GetDouble();
    }
}
