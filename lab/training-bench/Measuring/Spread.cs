using System.Globalization;

namespace ModelMine.TrainingBench.Measuring;

/// <summary>A figure of several runs.</summary>
internal sealed record Spread(IReadOnlyList<double> Values)
{
    public double Median
    {
        get
        {
            var ordered = Values.Order().ToArray();
            return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
        }
    }

    /// <summary>Median, and from what to what.</summary>
    public string Text(string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Values.Min().ToString(format, CultureInfo.InvariantCulture)}–{Values.Max().ToString(format, CultureInfo.InvariantCulture)})");
}
