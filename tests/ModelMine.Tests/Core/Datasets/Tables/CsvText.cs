using System.Text;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Tests.Core.Datasets.Tables;

/// <summary>Tables from texts.</summary>
internal static class CsvText
{
    public static async Task<(IReadOnlyList<string> Columns, List<string?[]> Rows)> ReadAsync(string csv) => await ReadAsync(Encoding.UTF8.GetBytes(csv));

    public static async Task<(IReadOnlyList<string> Columns, List<string?[]> Rows)> ReadAsync(byte[] csv)
    {
        using var content = new MemoryStream(csv);
        var table = await TableFile.OpenAsync(content, "t.csv");
        return (table.Columns, await TableRows.OfAsync(table));
    }

    public static async Task<TableSurvey> SurveyAsync(string csv, int rowsToKeep = 0)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await TableSurvey.OfAsync(await TableFile.OpenAsync(content, "t.csv"), "t.csv", rowsToKeep);
    }
}
