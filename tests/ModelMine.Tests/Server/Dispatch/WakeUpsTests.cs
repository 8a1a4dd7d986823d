using Microsoft.Extensions.Time.Testing;
using ModelMine.Server.Dispatch;
using NSubstitute;

namespace ModelMine.Tests.Server.Dispatch;

public sealed class WakeUpsTests
{
    /// <summary>Else a held claim looked into the database again and again in the last moment of its wait.</summary>
    [Fact]
    public async Task WaitAsync_LessThanAMillisecond_IsNotOverAtOnce()
    {
        var time = new FakeTimeProvider();
        var wakeUps = new WakeUps(Substitute.For<IGrainFactory>(), time);
        var wait = wakeUps.WaitAsync(WakeUps.Work, wakeUps.Version(WakeUps.Work), TimeSpan.FromMicroseconds(400), CancellationToken.None);
        wait.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        await wait.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
