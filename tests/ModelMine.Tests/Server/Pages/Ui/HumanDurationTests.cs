using CsCheck;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Tests.Server.Pages.Ui;

public sealed class HumanDurationTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(-5, "0 s")]
    [InlineData(0.4, "0.4 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(45, "45 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(134, "2 min 14 s")]
    [InlineData(3599.7, "1 h")]
    [InlineData(3780, "1 h 3 min")]
    [InlineData(273_600, "3 d 4 h")]
    [InlineData(double.NaN, "0 s")]
    [InlineData(double.PositiveInfinity, "0 s")]
    public void Say_Seconds_AsPeopleDo(double seconds, string said) => HumanDuration.Say(seconds).ShouldBe(said);

    [Fact]
    public void Say_AnyLength_NamesAtMostTwoUnits() =>
        Gen.Double[0, 1e8].Sample(seconds => HumanDuration.Say(seconds).Split(' ').Length.ShouldBeOneOf(2, 4));

    [Theory]
    [InlineData(-30, "just now")]
    [InlineData(4.9, "just now")]
    [InlineData(59.9, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(7199, "1 h ago")]
    [InlineData(172_800, "2 d ago")]
    public void Ago_SecondsBack_OneUnit(double seconds, string said) =>
        HumanDuration.Ago(PageFixtures.Noon.AddSeconds(-seconds), PageFixtures.Noon).ShouldBe(said);
}
