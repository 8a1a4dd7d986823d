using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Chaos;

/// <summary>
/// The short form of lab/chaos: six minutes of faults over real servers, agents, PostgreSQL and Redis, then every invariant. It
/// wants the machine for itself, so it comes after all tests that run side by side.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Collection(Name)]
public sealed class ChaosShortTests
{
    private const string Name = nameof(ChaosShortTests);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task SixMinutesOfFaults_LoseNothing_SettleNothingTwice_AndLeaveNothingUnfinished()
    {
        using var folder = new TestFolder();
        await using var run = RealProcess.Start(Programs.Chaos, ["run", "--out", folder.Path], new Dictionary<string, string>());

        var code = await run.ExitAsync(Patience);

        TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
        code.ShouldBe(0, $"{run.Output}\n{Report(folder)}");
    }

    private static string Report(TestFolder folder) => File.Exists(folder.Of("report.md")) ? File.ReadAllText(folder.Of("report.md")) : "";
}
