using System.Globalization;
using System.Text;
using ModelMine.Load.Scenarios;

namespace ModelMine.Load.Reports;

/// <summary>A report for people: the same text on the console and in a file.</summary>
internal static class MarkdownReport
{
    private const int MostWarnings = 10;

    public static string Of(LoadReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {report.Plan.Agents:N0} agents, {report.Plan.Jobs:N0} running jobs, {report.Plan.Servers} servers, {report.Plan.Duration.TotalMinutes:0.#} minutes");
        Line(text, $"");
        Line(text, $"{(report.IsGood ? "Every call was answered, and everything adds up." : "NOT everything was answered or adds up.")} {Environment.ProcessorCount} cores, shared by load, servers and databases.");
        Calls(text, report);
        Usage(text, report);
        Line(text, $"");
        Line(text, $"| as fast as it went | count | seconds | a second |");
        Line(text, $"|---|---:|---:|---:|");
        foreach (var phase in report.Phases) Line(text, $"| {phase.Name} | {phase.Count:N0} | {phase.Seconds:0.0} | {phase.PerSecond:N0} |");
        if (report.Plan.Followers > 0) Memory(text, report);
        if (report.Plan.Waiting > 0) Line(text, $"\n{report.Plan.Waiting:N0} agents waited for work all the time; {report.Claims:N0} of their requests were answered.");
        foreach (var wrong in report.Wrong) Line(text, $"\nWRONG {wrong}");
        foreach (var warning in report.Warnings.Take(MostWarnings)) Line(text, $"\nlogged: {warning}");
        if (report.Warnings.Count > MostWarnings) Line(text, $"\n… and {report.Warnings.Count - MostWarnings} more warnings.");
        return text.ToString();
    }

    private static void Calls(StringBuilder text, LoadReport report)
    {
        Line(text, $"");
        Line(text, $"| ms from when it was due | a second | answered | not sent | failed | p50 | p90 | p99 | p99.9 | longest | p99 minute by minute |");
        Line(text, $"|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (var call in report.Calls)
        {
            var minutes = string.Join(' ', call.P99ByMinute.Select(p99 => p99.ToString("0", CultureInfo.InvariantCulture)));
            Line(text, $"| {call.Name} | {call.PerSecond:N0} | {call.Answered:N0} | {call.Shed:N0} | {call.Failures.Values.Sum():N0} | {call.P50:0.0} | {call.P90:0.0} | {call.P99:0.0} | {call.P999:0.0} | {call.Longest:0.0} | {minutes} |");
        }

        foreach (var (reason, count) in report.Calls.SelectMany(call => call.Failures)) Line(text, $"\nfailed {count}: {reason}");
    }

    private static void Usage(StringBuilder text, LoadReport report)
    {
        Line(text, $"");
        Line(text, $"| process | cores | most in 5 s | MiB at the end | most MiB |");
        Line(text, $"|---|---:|---:|---:|---:|");
        foreach (var row in report.Usage) Line(text, $"| {row.Name} | {row.Cores:0.00} | {row.MostCores:0.00} | {row.MemoryMiB:N0} | {row.MostMemoryMiB:N0} |");
        Line(text, $"| together | {report.Usage.Sum(row => row.Cores):0.00} | | | |");
    }

    private static void Memory(StringBuilder text, LoadReport report)
    {
        var how = report.Plan.FollowBy == FollowBy.Sse ? "event streams" : "SignalR connections";
        var each = (report.ServersMemoryConnected - report.ServersMemoryBefore) * 1024 / report.Plan.Followers;
        Line(text, $"\n{report.Plan.Followers:N0} {how}, {report.BrokenFollowers} broke. Servers: {report.ServersMemoryBefore:N0} MiB before, {report.ServersMemoryConnected:N0} MiB with all of them, {each:0.0} KiB each.");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
