using CsCheck;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Agent.Attempts;

namespace ModelMine.Tests.Agent.Attempts;

public sealed class LeaseClockTests
{
    [Theory]
    [InlineData(90, 85)]
    [InlineData(10, 8)]
    public void Left_StopsAMarginBeforeTheEnd(double lease, double left)
    {
        var time = new FakeTimeProvider();

        new LeaseClock(time, time.GetTimestamp(), lease).Left.ShouldBe(TimeSpan.FromSeconds(left), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Renew_CountsFromWhenTheRequestWasSent_NotFromWhenItWasAnswered()
    {
        var time = new FakeTimeProvider();
        var lease = new LeaseClock(time, time.GetTimestamp(), 90);
        time.Advance(TimeSpan.FromSeconds(30));
        var sentAt = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(10));

        lease.Renew(sentAt, 90);

        lease.Left.ShouldBe(TimeSpan.FromSeconds(75), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Expired_CompletesAtTheMargin_AndNotBeforeARenewedOne()
    {
        var time = new FakeTimeProvider();
        var lease = new LeaseClock(time, time.GetTimestamp(), 90);
        var expired = lease.ExpiredAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(60));
        lease.Renew(time.GetTimestamp(), 90);

        time.Advance(TimeSpan.FromSeconds(84));
        expired.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1.1));

        await expired.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    /// <summary>However answers overtake each other, the agent stops before the latest end that the server can count to.</summary>
    [Fact]
    public void Left_NeverExceedsTheLatestRenewal_AndNeverShrinksByAnOvertakenAnswer() =>
        Gen.Select(Gen.Double[0, 100], Gen.Double[1, 300]).List[1, 20].Sample(renewals =>
        {
            var time = new FakeTimeProvider();
            var lease = new LeaseClock(time, time.GetTimestamp(), renewals[0].Item2);
            var latest = renewals[0].Item2;
            var start = time.GetTimestamp();
            foreach (var (sentAfter, seconds) in renewals)
            {
                var before = lease.Left;
                lease.Renew(start + (long)(sentAfter * time.TimestampFrequency), seconds);
                latest = Math.Max(latest, sentAfter + seconds);
                if (lease.Left < before || lease.Left.TotalSeconds >= latest) return false;
            }

            return true;
        });
}
