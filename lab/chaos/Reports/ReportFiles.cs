using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelMine.Chaos.Reports;

/// <summary>Writes a report for programs (JSON) and for people (Markdown).</summary>
internal static class ReportFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static async Task WriteAsync(RunReport report, string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(report, Options));
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), MarkdownReport.Of(report));
    }
}
