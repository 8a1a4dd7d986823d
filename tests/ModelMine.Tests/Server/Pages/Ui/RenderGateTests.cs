using Microsoft.Extensions.Time.Testing;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Tests.Server.Pages.Ui;

public sealed class RenderGateTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly FakeTimeProvider _time = new();
    private int _renders;

    [Fact]
    public void Ask_ManyTimesInOneInterval_RendersAtOnceAndOnceMoreAtItsEnd()
    {
        using var gate = new RenderGate(_time, Interval, () => _renders++);
        for (var i = 0; i < 100; i++) gate.Ask();
        _renders.ShouldBe(1);

        _time.Advance(Interval);

        _renders.ShouldBe(2);
    }

    [Fact]
    public void Ask_AfterAQuietInterval_RendersAtOnce()
    {
        using var gate = new RenderGate(_time, Interval, () => _renders++);
        gate.Ask();
        _time.Advance(Interval);
        _time.Advance(Interval);

        gate.Ask();

        _renders.ShouldBe(2);
    }

    [Fact]
    public void Dispose_WithARenderWaiting_NeverRendersAgain()
    {
        var gate = new RenderGate(_time, Interval, () => _renders++);
        gate.Ask();
        gate.Ask();

        gate.Dispose();
        _time.Advance(Interval * 4);
        gate.Ask();

        _renders.ShouldBe(1);
    }
}
