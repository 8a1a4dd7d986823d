using ModelMine.Server.Shell.Ui;

namespace ModelMine.Tests.Server.Pages.Ui;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.05234, "0.05234")]
    [InlineData(2.30259, "2.303")]
    [InlineData(146.04, "146.0")]
    [InlineData(1204.4, "1,204")]
    [InlineData(0, "0")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(0.00001234, "1.23e-5")]
    [InlineData(double.NaN, "not finite")]
    public void Measured_Value_FourSignificantDigits(double value, string text) => Figures.Measured(value).ShouldBe(text);

    [Theory]
    [InlineData(0.99999, "99.9\u00a0%")]
    [InlineData(1, "100.0\u00a0%")]
    [InlineData(0.3199, "32.0\u00a0%")]
    public void Percent_AlmostDone_NeverSaysDone(double share, string text) => Figures.Percent(share).ShouldBe(text);

    [Theory]
    [InlineData("accuracy", 0.9899, "98.99\u00a0%")]
    [InlineData("perplexity", 4.527, "4.527")]
    [InlineData(null, 4.527, "4.527")]
    public void Score_ByItsName_ReadAsItIsMeant(string? name, double value, string text) => Figures.Score(name, value).ShouldBe(text);

    [Theory]
    [InlineData(0, "0\u00a0B")]
    [InlineData(1023, "1023\u00a0B")]
    [InlineData(1_690_123, "1.6\u00a0MiB")]
    [InlineData(33_554_432_000, "31.3\u00a0GiB")]
    public void Bytes_Size_BinaryUnits(double bytes, string text) => Figures.Bytes(bytes).ShouldBe(text);

    [Theory]
    [InlineData("meanReturn", "mean return")]
    [InlineData("loss", "loss")]
    public void Words_WireName_ForPeople(string name, string words) => Figures.Words(name).ShouldBe(words);
}
