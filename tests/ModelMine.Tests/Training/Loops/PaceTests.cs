using Microsoft.Extensions.Time.Testing;
using ModelMine.Training.Loops;

namespace ModelMine.Tests.Training.Loops;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Pace_BeforeASecondWasMeasured_IsUnknown()
    {
        var pace = new Pace(_time);
        Make(pace, units: 9, milliseconds: 100, samples: 32);

        pace.SamplesPerSecond.ShouldBeNull();
        pace.UnitsPerSecond.ShouldBeNull();
    }

    [Fact]
    public void Pace_OfUnits_IsWhatWasMeasured()
    {
        var pace = new Pace(_time);
        Make(pace, units: 20, milliseconds: 100, samples: 32);

        pace.SamplesPerSecond!.Value.ShouldBe(320, 1e-9);
        pace.UnitsPerSecond!.Value.ShouldBe(10, 1e-9);
        pace.Samples.ShouldBe(640);
        pace.Spent.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Pace_ThatChanged_IsThatOfTheLastSeconds()
    {
        var pace = new Pace(_time);
        Make(pace, units: 100, milliseconds: 100, samples: 1);
        Make(pace, units: 40, milliseconds: 500, samples: 1);

        pace.UnitsPerSecond!.Value.ShouldBe(2, 0.1);
    }

    [Fact]
    public void Pace_DoesNotCountTheTimeBetweenUnits()
    {
        var pace = new Pace(_time);
        Make(pace, units: 10, milliseconds: 100, samples: 1);
        _time.Advance(TimeSpan.FromMinutes(1));
        Make(pace, units: 10, milliseconds: 100, samples: 1);

        pace.UnitsPerSecond!.Value.ShouldBe(10, 1e-9);
    }

    private void Make(Pace pace, int units, int milliseconds, int samples)
    {
        for (var i = 0; i < units; i++)
        {
            pace.BeginUnit();
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            pace.EndUnit(samples);
        }
    }
}
