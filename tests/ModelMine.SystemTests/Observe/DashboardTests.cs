using System.Text.Json;

namespace ModelMine.SystemTests.Observe;

/// <summary>The dashboard and the alert rules ask for what a server says, or they show nothing and wake nobody.</summary>
[Collection<ObservedNetwork.Viewers>]
public sealed class DashboardTests(ObservedNetwork observed)
{
    /// <summary>Said by Prometheus itself, and by servers in a cluster alone.</summary>
    private static readonly string[] SaidElsewhere = ["up", "modelmine_redis_up"];

    private static readonly JsonElement Dashboard = JsonElement.Parse(Deployed.Dashboard);

    private static IEnumerable<JsonElement> Panels => Dashboard.GetProperty("panels").EnumerateArray();

    public static TheoryData<string> Expressions =>
    [
        .. Panels.Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!).Concat(Deployed.Alerts).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Expression_AsksForSeriesThatAServerHas(string expression)
    {
        var series = Deployed.Series(expression).ToList();

        series.ShouldNotBeEmpty();
        foreach (var (name, labels) in series.Where(asked => !SaidElsewhere.Contains(asked.Name))) observed.After.Sum(name, labels);
    }

    [Fact]
    public void OwnMeasurements_AreAllOnTheDashboard()
    {
        var shown = Expressions.SelectMany(row => Deployed.Series(row.Data)).Select(series => Base(series.Name)).ToHashSet();

        observed.After.Names.Where(name => name.StartsWith("modelmine_", StringComparison.Ordinal)).Select(Base).Distinct().Except(shown).ShouldBeEmpty();
    }

    [Fact]
    public void OwnMeasurements_AreAllExplained() =>
        observed.After.Names.Where(name => name.StartsWith("modelmine_", StringComparison.Ordinal)).Select(Base).Distinct()
            .Where(name => !Deployed.Explained.Contains($"`{name}", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Alerts_AreFound() => Deployed.Alerts.Count.ShouldBeGreaterThan(10);

    [Fact]
    public void Panels_AreWhatGrafanaReads()
    {
        Panels.Select(panel => panel.GetProperty("id").GetInt32()).ShouldBeUnique();
        foreach (var panel in Panels)
        {
            var place = panel.GetProperty("gridPos");
            (place.GetProperty("x").GetInt32() + place.GetProperty("w").GetInt32()).ShouldBeLessThanOrEqualTo(24);
            panel.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
            var type = panel.GetProperty("type").GetString();
            if (type == "row") continue;
            type.ShouldBeOneOf("stat", "timeseries");
            panel.GetProperty("datasource").GetProperty("uid").GetString().ShouldBe("${datasource}");
            panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString().ShouldNotBeNullOrEmpty();
            var targets = panel.GetProperty("targets").EnumerateArray().ToList();
            targets.ShouldNotBeEmpty();
            targets.Select(target => target.GetProperty("refId").GetString()).ShouldBeUnique();
            targets.ShouldAllBe(target => target.GetProperty("expr").GetString()!.Contains("{job=\"$job\""));
        }
    }

    [Fact]
    public void Panels_LieBesideEachOther()
    {
        var taken = new HashSet<(int, int)>();
        foreach (var place in Panels.Select(panel => panel.GetProperty("gridPos")))
            for (var x = 0; x < place.GetProperty("w").GetInt32(); x++)
                for (var y = 0; y < place.GetProperty("h").GetInt32(); y++)
                    taken.Add((place.GetProperty("x").GetInt32() + x, place.GetProperty("y").GetInt32() + y)).ShouldBeTrue();
    }

    /// <summary>A histogram without the ending of its series.</summary>
    private static string Base(string name)
    {
        foreach (var ending in new[] { "_bucket", "_sum", "_count" })
            if (name.EndsWith(ending, StringComparison.Ordinal)) return name[..^ending.Length];
        return name;
    }
}
