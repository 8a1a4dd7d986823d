using ModelMine.Server.Dispatch;

namespace ModelMine.Tests.Server.Dispatch;

public sealed class OutageGraceTests
{
    private const long Lease = 90_000;
    private const long Sweep = 2_000;
    private readonly OutageGrace _grace = new();
    private long _now = 1_000_000_000;

    [Fact]
    public void Server_ThatLooksSteadily_KeepsNothing()
    {
        for (var look = 0; look < 100; look++) Look(after: 45_000).ShouldBeNull();

        _grace.Holds.ShouldBeFalse();
    }

    [Fact]
    public void Absence_OfMoreThanHalfALease_KeepsLeasesForAThirdOfOne()
    {
        Look(after: 0);

        Look(after: 45_001).ShouldBe(45_001);

        _grace.Holds.ShouldBeTrue();
        Look(after: 29_999);
        _grace.Holds.ShouldBeTrue();
        Look(after: 1);
        _grace.Holds.ShouldBeFalse();
    }

    [Fact]
    public void Start_WhileLeasesAreRenewed_IsNoOutage_ForAnotherServerWasThere()
    {
        Look(after: 0, renewedBefore: 5_000).ShouldBeNull();

        _grace.Holds.ShouldBeFalse();
    }

    [Fact]
    public void Start_AfterNothingWasRenewedForLong_KeepsLeases()
    {
        Look(after: 0, renewedBefore: 200_000).ShouldBe(200_000);

        _grace.Holds.ShouldBeTrue();
    }

    [Fact]
    public void Start_WithoutAnyLease_IsNoOutage()
    {
        _grace.Look(_now, held: null, Lease, Sweep).ShouldBeNull();

        _grace.Holds.ShouldBeFalse();
    }

    [Fact]
    public void Clock_SetBackByHours_DoesNotMakeTheWaitLonger()
    {
        Look(after: 0);
        Look(after: 7_200_000);
        Look(after: -7_200_000);
        _grace.Holds.ShouldBeTrue();

        Look(after: 29_000);
        Look(after: 1_001);

        _grace.Holds.ShouldBeFalse();
    }

    [Fact]
    public void Start_WhenOneNodeWasQuickerToRenew_KeepsTheLeasesOfTheOthers()
    {
        Look(after: 0, renewedBefore: 100, ranOutBefore: 60_000).ShouldBe(60_000);

        _grace.Holds.ShouldBeTrue();
    }

    [Fact]
    public void Start_AsALeaseRunsOut_IsNoOutage_ForTheOtherServersTakeIt()
    {
        Look(after: 0, renewedBefore: 100, ranOutBefore: 2_500).ShouldBeNull();

        _grace.Holds.ShouldBeFalse();
    }

    [Fact]
    public void Lease_ThatRanOutWhileTheServerLooks_IsNotKept()
    {
        Look(after: 0);

        Look(after: 2_000, ranOutBefore: 60_000).ShouldBeNull();

        _grace.Holds.ShouldBeFalse();
    }

    private long? Look(long after, long renewedBefore = 0, long ranOutBefore = -Lease) =>
        _grace.Look(_now += after, new HeldLeases(_now - renewedBefore, _now - ranOutBefore), Lease, Sweep);
}
