using ModelMine.Server.Shell.Clustering;

namespace ModelMine.Tests.Server.Cluster;

public sealed class ClockCheckTests
{
    /// <summary>A database that takes its time to answer is no proof of a wrong clock.</summary>
    [Theory]
    [InlineData(0, 5, 9, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 40, 109, 60)]
    [InlineData(0, 40, 9, -31)]
    public void Clock_IsWrongByWhatTheTimeOfTheQuestionDoesNotExplain(int before, int other, int after, int ahead) =>
        ClockCheck.Ahead(At(before), At(other), At(after)).ShouldBe(TimeSpan.FromSeconds(ahead));

    private static DateTimeOffset At(int seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);
}
