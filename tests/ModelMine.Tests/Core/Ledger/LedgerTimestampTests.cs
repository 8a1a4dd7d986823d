using CsCheck;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

public sealed class LedgerTimestampTests
{
    [Fact]
    public void Format_AnyOffset_IsUtcToTheMillisecond() =>
        LedgerTimestamp.Format(new DateTimeOffset(2026, 11, 24, 3, 2, 3, 456, 789, TimeSpan.FromHours(2))).ShouldBe("2026-11-24T01:02:03.456Z");

    [Fact]
    public void Format_AnyTime_Has24CharactersAndReadsBack() => Gen.DateTimeOffset.Sample(time =>
    {
        var text = LedgerTimestamp.Format(time);
        text.Length.ShouldBe(LedgerTimestamp.Length);
        LedgerTimestamp.TryParse(text, out var back).ShouldBeTrue();
        LedgerTimestamp.Format(back).ShouldBe(text);
        (time - back).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-24T01:02:03Z")]
    [InlineData("2026-11-24T01:02:03.4567Z")]
    [InlineData("2026-11-24 01:02:03.456Z")]
    [InlineData("2026-11-24T01:02:03.456+00:00")]
    [InlineData("2026-11-24T01:02:03.456z")]
    [InlineData("2026-02-30T01:02:03.456Z")]
    [InlineData(" 2026-11-24T01:02:03.456Z")]
    [InlineData("２026-11-24T01:02:03.456Z")]
    public void TryParse_AnyOtherForm_IsRefused(string? text) => LedgerTimestamp.TryParse(text, out _).ShouldBeFalse();
}
