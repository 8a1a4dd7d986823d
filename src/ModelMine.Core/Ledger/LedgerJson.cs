using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelMine.Core.Ledger;

/// <summary>How the ledger's records become JSON: camelCase, and nothing unknown, doubled or missing is let through.</summary>
internal static class LedgerJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string ToCanonical<T>(T value) => CanonicalJson.Serialize(JsonSerializer.SerializeToElement(value, Options));
}
