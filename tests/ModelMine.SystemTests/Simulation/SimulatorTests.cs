namespace ModelMine.SystemTests.Simulation;

/// <summary>The stories of lab/simulator: any that ends badly can be told again by its seed.</summary>
public sealed class SimulatorTests
{
    /// <summary>What a thousand stories must come by: a simulator that comes by nothing proves nothing.</summary>
    private static readonly string[] MustHappen =
    [
        "answer lost after it was done", "answered 503: database_unavailable", "answered 503: outcome_unknown", "attempt canceled", "attempt failed", "collided",
        "commit broke, stored", "commit broke, undone", "head read before another server's block", "job failed", "lost: its node fell silent",
        "lost: the agent of its node was restarted", "refused: already_finished", "refused: stale_lease", "released: its node never got the grant",
        "released: its node shut down", "released: its node went into maintenance", "request arrived twice", "went on from a snapshot",
    ];

    [Fact]
    public async Task AThousandStories_EveryInvariantHolds()
    {
        var run = await SimulatorRun.OfAsync("--first", "1", "--seeds", "1000", "--processes", "2");
        run.ExitCode.ShouldBe(0, run.Output);
        run.Stories.ShouldStartWith("stories\t1000\t0");
        foreach (var path in MustHappen) run.Paths.GetValueOrDefault(path).ShouldBeGreaterThanOrEqualTo(5, path);
    }

    [Theory]
    [InlineData("epoch-fence")]
    [InlineData("unique-refund")]
    [InlineData("head-compare-and-set")]
    public async Task WithoutAFence_AStoryEndsBadly(string fence)
    {
        // It ends with the first story that ends badly; how many there are until then changes with every change of the product.
        var run = await SimulatorRun.OfAsync("--first", "1", "--seeds", "2000", "--processes", "1", "--without", fence);
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain($"--without {fence}");
    }

    [Fact]
    public async Task TheSameSeeds_TheSameStories()
    {
        var first = await SimulatorRun.OfAsync("--first", "7", "--seeds", "8", "--processes", "1");
        var second = await SimulatorRun.OfAsync("--first", "7", "--seeds", "8", "--processes", "1");
        var others = await SimulatorRun.OfAsync("--first", "8", "--seeds", "8", "--processes", "1");
        second.Output.ShouldBe(first.Output);
        others.Stories.ShouldNotBe(first.Stories);
    }
}
