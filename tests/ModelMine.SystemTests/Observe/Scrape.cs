using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelMine.SystemTests.Observe;

/// <summary>What a scrape of <c>/metrics</c> said.</summary>
internal sealed partial class Scrape
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    private Scrape(string text)
    {
        Text = text;
        foreach (Match sample in Sample().Matches(text))
            _samples.Add((sample.Groups["name"].Value, sample.Groups["labels"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture)));
    }

    public string Text { get; }

    /// <summary>Names of all series.</summary>
    public IReadOnlySet<string> Names => _samples.Select(sample => sample.Name).ToHashSet();

    public static async Task<Scrape> ReadAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        return new(await http.GetStringAsync("metrics"));
    }

    /// <summary>The same; 0 when there is none, as before something happened for the first time.</summary>
    public double SumOrZero(string name, params string[] labels) => Find(name, labels).Sum(sample => sample.Value);

    /// <summary>Sum of the series of that name that have all of the labels, such as <c>state="ready"</c>; there must be one.</summary>
    public double Sum(string name, params string[] labels)
    {
        var found = Find(name, labels);
        found.ShouldNotBeEmpty($"no {name} {string.Join(' ', labels)} in:\n{Text}");
        return found.Sum(sample => sample.Value);
    }

    private List<(string Name, string Labels, double Value)> Find(string name, string[] labels) =>
        _samples.FindAll(sample => sample.Name == name && Array.TrueForAll(labels, label => sample.Labels.Contains(label, StringComparison.Ordinal)));

    [GeneratedRegex(@"^(?<name>[a-z_][a-z0-9_]*)(?:\{(?<labels>.*)\})? (?<value>[^ \r\n]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Sample();
}
