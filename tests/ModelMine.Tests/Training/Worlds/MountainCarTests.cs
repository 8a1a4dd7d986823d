using System.Text.Json;
using ModelMine.Training.Randomness;
using ModelMine.Training.Worlds;

namespace ModelMine.Tests.Training.Worlds;

public sealed class MountainCarTests
{
    private readonly MountainCar _world = new();

    [Fact]
    public void Step_IntoTheWallOnTheLeft_TakesAllSpeed()
    {
        _world.Place([-1.19, -0.06]);

        _world.Step(0).ShouldBe(-1);

        (_world.State[0], _world.State[1]).ShouldBe((MountainCar.LeftEnd, 0));
    }

    [Theory]
    [InlineData(0.499, 0.01, false)]
    [InlineData(0.5, 0, true)]
    [InlineData(0.51, -0.001, false)]
    public void IsTerminated_AtTheTopAndNotRollingBack(double position, double velocity, bool ended)
    {
        _world.Place([position, velocity]);

        _world.IsTerminated.ShouldBe(ended);
    }

    [Fact]
    public void Observe_GivesThePlace_AndTheVelocityAsAShareOfTheHighest()
    {
        _world.Place([-0.3, -0.035]);
        var seen = new float[2];

        _world.Observe(seen);

        seen.ShouldBe([-0.3f, -0.5f], 1e-6);
    }

    [Fact]
    public void Begin_IsInTheValleyAndStill()
    {
        for (var episode = 0; episode < 100; episode++)
        {
            _world.Begin(new SeededRandom(1, Purpose.World, episode));
            _world.State[0].ShouldBeInRange(MountainCar.LeftmostStart, MountainCar.RightmostStart);
            _world.State[1].ShouldBe(0);
        }
    }

    [Fact]
    public void Definition_SaysWhatTheCodeDoes()
    {
        var definition = JsonElement.Parse(MountainCar.Facts.Json);

        Number("force").ShouldBe(MountainCar.Force);
        Number("gravity").ShouldBe(MountainCar.Gravity);
        Number("goalPosition").ShouldBe(MountainCar.Goal);
        Number("goalVelocity").ShouldBe(MountainCar.GoalVelocity);
        Number("maxSpeed").ShouldBe(MountainCar.HighestSpeed);
        Number("positionMin").ShouldBe(MountainCar.LeftEnd);
        Number("positionMax").ShouldBe(MountainCar.RightEnd);
        Number("startMin").ShouldBe(MountainCar.LeftmostStart);
        Number("startMax").ShouldBe(MountainCar.RightmostStart);

        double Number(string name) => definition.GetProperty(name).GetDouble();
    }
}
