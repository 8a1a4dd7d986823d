using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Architecture;

namespace ModelMine.Tests.Training.Worlds;

/// <summary>The worlds move as an independent reference says: <c>trajectories.json</c> is what <c>lab/reference/worlds.py</c> printed.</summary>
public sealed class TrajectoryTests
{
    private const double Tolerance = 1e-12;

    private static readonly Episode[] Episodes = JsonSerializer.Deserialize<Episode[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "ModelMine.Tests", "Training", "Worlds", "trajectories.json")), ModelMineJson.Options)!;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Episodes.Length)];

    /// <summary>From each recorded state one step leads to the next: errors do not add up, so that the bound can be tight even where the motion is chaotic.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void Step_FromEachRecordedState_LeadsToTheNext(int number)
    {
        var episode = Episodes[number];
        var world = WorldTests.Make(episode.World);
        for (var step = 0; step < episode.Actions.Length; step++)
        {
            world.Place(episode.States[step]);
            var reward = world.Step(episode.Actions[step]);

            Close(world.State, episode.States[step + 1], $"{episode.World}, step {step}");
            reward.ShouldBe(episode.Rewards[step]);
            world.IsTerminated.ShouldBe(episode.Terminated && step == episode.Actions.Length - 1);
        }
    }

    [Fact]
    public void Episodes_Recorded_ShowEveryWorldComingToItsEnd_AndNot() =>
        Episodes.GroupBy(episode => episode.World).ShouldAllBe(world => world.Any(episode => episode.Terminated) && world.Any(episode => !episode.Terminated));

    private static void Close(ReadOnlySpan<double> state, double[] expected, string where)
    {
        state.Length.ShouldBe(expected.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            state[i].ShouldBe(expected[i], Tolerance * Math.Max(1, Math.Abs(expected[i])), $"{where}, number {i}");
        }
    }

    private sealed record Episode(string World, int[] Actions, double[] Rewards, bool Terminated, double[][] States);
}
