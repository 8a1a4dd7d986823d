using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelMine.Load.Reports;

/// <summary>How reports are written for programs.</summary>
internal static class LoadJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}
