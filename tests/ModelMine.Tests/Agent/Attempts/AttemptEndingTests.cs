using ModelMine.Agent.Attempts;

namespace ModelMine.Tests.Agent.Attempts;

public sealed class AttemptEndingTests
{
    [Fact]
    public void WhoHearsFirstThatTheAttemptIsGone_SeesThatItIsEnding()
    {
        using var ending = new AttemptEnding();
        bool? seen = null;
        using var call = ending.Gone.Register(() => seen = ending.IsEnding);

        ending.Lose("its lease ran out");

        seen.ShouldBe(true, "a call that was cut off by it is no mistake of the agent");
    }

    [Fact]
    public void WhoHearsFirstThatTheAgentDrains_SeesThatItIsEnding()
    {
        using var ending = new AttemptEnding();
        bool? seen = null;
        using var call = ending.Draining.Register(() => seen = ending.IsEnding);

        ending.Drain();

        seen.ShouldBe(true);
    }
}
