using System.Text.Json;
using ModelMine.Core.JobConfigs;
using ModelMine.Core.Ledger;
using ModelMine.Training.Randomness;
using ModelMine.Training.Worlds;

namespace ModelMine.Tests.Training.Worlds;

/// <summary>What holds of every world.</summary>
public sealed class WorldTests
{
    public static TheoryData<string> Names => ["CartPole-v1", "MountainCar-v0", "Acrobot-v1"];

    internal static World Make(string name) => KnownWorlds.Make(Configs.Parse($$"""{"modelType":"dqn","environment":"{{name}}"}"""));

    [Fact]
    public void Environments_ThatAConfigMayName_AreTheWorldsThatThereAre() =>
        JobConfigSchema.Find("environment")!.Uses[ModelFamily.Dqn].Choices.Select(choice => choice.Value).ShouldBe(Names.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Names))]
    public void Episode_ThatBeginsTheSame_BeginsInTheSamePlace(string name)
    {
        var (one, two, other) = (Make(name), Make(name), Make(name));

        one.Begin(new SeededRandom(1, Purpose.World, 5));
        two.Begin(new SeededRandom(1, Purpose.World, 5));
        other.Begin(new SeededRandom(1, Purpose.World, 6));

        two.State.ToArray().ShouldBe(one.State.ToArray());
        other.State.ToArray().ShouldNotBe(one.State.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Episode_AtTheLimitOfSteps_IsCutOffButNotAtItsEnd(string name)
    {
        var world = Make(name);
        world.Begin(new SeededRandom(1, Purpose.World, 0));
        var rest = world.State.ToArray();
        world.Place(rest, world.Definition.MostSteps - 1);
        world.IsOver.ShouldBeFalse();

        world.Step(0);

        (world.IsOver, world.IsTruncated, world.IsTerminated).ShouldBe((true, true, false));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Return_OfAnEpisode_IsTheSumOfItsRewards(string name)
    {
        var world = Make(name);
        world.Begin(new SeededRandom(1, Purpose.World, 0));
        double sum = 0;
        for (var step = 0; !world.IsOver; step++)
        {
            sum += world.Step(step % world.Definition.Actions);
        }

        world.Return.ShouldBe(sum);
        world.Steps.ShouldBeInRange(1, world.Definition.MostSteps);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_WithAnActionThatThereIsNot_Throws(string name)
    {
        var world = Make(name);

        Should.Throw<ArgumentOutOfRangeException>(() => world.Step(world.Definition.Actions));
        Should.Throw<ArgumentOutOfRangeException>(() => world.Step(-1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_AllocatesNothing(string name)
    {
        var world = Make(name);
        var seen = new float[world.Definition.ObservationLength];
        world.Step(0);
        world.Observe(seen);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var step = 0; step < 100; step++)
        {
            world.Step(step % 2);
            world.Observe(seen);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Definition_IsCanonicalJson(string name)
    {
        var definition = Make(name).Definition;
        var json = JsonElement.Parse(definition.Json);

        CanonicalJson.Serialize(json).ShouldBe(definition.Json);
        json.GetProperty("environment").GetString().ShouldBe(name);
        json.GetProperty("maxSteps").GetInt32().ShouldBe(definition.MostSteps);
        definition.Name.ShouldBe(name);
        definition.Digest.Length.ShouldBe(64);
    }
}
