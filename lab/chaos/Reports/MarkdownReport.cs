using System.Globalization;
using System.Text;

namespace ModelMine.Chaos.Reports;

/// <summary>A report for people.</summary>
internal static class MarkdownReport
{
    private const int MostViolations = 50;

    public static string Of(RunReport report)
    {
        var text = new StringBuilder();
        Line($"# Chaos run of seed {report.Seed}: {(report.IsGreen ? "green" : "RED")}");
        Line($"");
        Line($"{report.Minutes:0.#} minutes. {string.Join(", ", report.Setting.Select(setting => $"{setting.Key}: {setting.Value}"))}.");
        Table("target | asked | measured | ", report.Targets.Where(target => !target.Name.StartsWith("hit: ", StringComparison.Ordinal)).Select(target => $"{target.Name} | {target.Asked} | {target.Measured} | {(target.Holds ? "holds" : "**missed**")}"));
        Table("recovery path | hits | asked | ", report.RecoveryPaths.Select(path => $"{path.Name} | {path.Hits} | {path.Least} | {(path.Holds ? "" : "**too few**")}"));
        Table("fault | planned | happened", report.FaultsByKind.Select(kind => $"{kind.Key} | {kind.Value.Planned} | {kind.Value.Happened}"));
        Table("time, s | count | p50 | p99 | longest", report.Latencies.Select(spread => string.Create(
            CultureInfo.InvariantCulture, $"{spread.Key} | {spread.Value.Count} | {spread.Value.P50:0.000} | {spread.Value.P99:0.000} | {spread.Value.Longest:0.000}")));
        Table("processor time, s | ", report.CpuSeconds.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} | {part.Value:0}")));
        Table("counted | ", report.Counts.Select(count => $"{count.Key} | {count.Value}"));
        Items("Longest waits until a job ran again", report.SlowestAgain.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Seconds:0.0} s, in {one.Away:0.0} s of which there was no database: {one.JobId}, whose node was struck by fault {one.Fault}")));
        Items("Violations", report.Violations.Take(MostViolations).Select(violation => $"**{violation.Invariant}** {violation.Sentence} {string.Join(", ", violation.Ids.Take(5))}"));
        Items("Programs that ended by themselves and were started again", report.Ends);
        Items("Faults that did not happen", report.Faults.Where(fault => !fault.Happened).Select(fault => $"{fault.Number} {fault.Kind} of {fault.Target}: {fault.What}"));
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

        void Table(string head, IEnumerable<string> rows)
        {
            Line($"");
            Line($"| {head} |");
            Line($"|{string.Concat(Enumerable.Repeat("---|", head.Split('|').Length))}");
            foreach (var row in rows) Line($"| {row.ReplaceLineEndings(" ")} |");
        }

        void Items(string head, IEnumerable<string> items)
        {
            var all = items.ToList();
            if (all.Count == 0) return;
            Line($"");
            Line($"## {head}");
            Line($"");
            foreach (var item in all) Line($"- {item.ReplaceLineEndings(" ")}");
        }
    }
}
