using System.Text.RegularExpressions;

namespace ModelMine.SystemTests.Observe;

/// <summary>What <c>deploy/observability</c> asks Prometheus for, and what the documentation says of it.</summary>
internal static partial class Deployed
{
    /// <summary>Words of the query language that stand where a name could.</summary>
    private static readonly HashSet<string> Words = ["and", "or", "unless", "by", "le", "instance"];

    public static string Dashboard => File.ReadAllText(Path.Combine(Folder, "grafana", "dashboards", "modelmine.json"));

    /// <summary>The page that explains the measurements.</summary>
    public static string Explained => File.ReadAllText(Path.Combine(Root, "docs", "observability.md"));

    /// <summary>Expressions of the alert rules.</summary>
    public static IReadOnlyList<string> Alerts =>
        [.. Rule().Matches(File.ReadAllText(Path.Combine(Folder, "alerts.yml"))).Select(rule => rule.Groups[1].Value)];

    /// <summary>The series that an expression names, each with the labels that it asks for to the letter.</summary>
    public static IEnumerable<(string Name, string[] Labels)> Series(string expression)
    {
        var plain = Grouping().Replace(Range().Replace(expression, ""), " ");
        foreach (Match series in Selector().Matches(plain))
        {
            var name = series.Groups["name"].Value;
            if (Words.Contains(name)) continue;
            yield return (name, [.. Label().Matches(series.Groups["labels"].Value).Select(label => label.Value).Where(label => !label.StartsWith("job=", StringComparison.Ordinal))]);
        }
    }

    private static string Folder => Path.Combine(Root, "deploy", "observability");

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "ModelMine.slnx"))) return folder.FullName;
            throw new DirectoryNotFoundException("No folder above holds ModelMine.slnx.");
        }
    }

    [GeneratedRegex(@"^ *expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\bby \([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(?<![\w$""])(?<name>[a-z_][a-z0-9_]*)\b(?!\s*\()(?:\{(?<labels>[^}]*)\})?", RegexOptions.IgnoreCase)]
    private static partial Regex Selector();

    [GeneratedRegex(@"\w+=""[^""]*""")]
    private static partial Regex Label();
}
