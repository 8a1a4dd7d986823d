using System.Text.Json;
using System.Text.RegularExpressions;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>Just enough of JSON Schema 2020-12 to run the one that is published; a keyword that it does not know fails the test.</summary>
internal static class JsonSchemaOracle
{
    public static bool IsValid(JsonElement schema, JsonElement value) => schema.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => schema.EnumerateObject().All(keyword => Holds(keyword, schema, value)),
    };

    private static bool Holds(JsonProperty keyword, JsonElement schema, JsonElement value) => keyword.Name switch
    {
        "$schema" or "title" or "description" or "default" or "then" => true,
        "type" => IsOfType(keyword.Value.GetString()!, value),
        "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
        "pattern" => value.ValueKind != JsonValueKind.String
            || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= keyword.Value.GetInt32(),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(),
        "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > keyword.Value.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(),
        "anyOf" => keyword.Value.EnumerateArray().Any(part => IsValid(part, value)),
        "allOf" => keyword.Value.EnumerateArray().All(part => IsValid(part, value)),
        "if" => !IsValid(keyword.Value, value) || IsValid(schema.GetProperty("then"), value),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => IsValid(keyword.Value, item)),
        "required" => keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => keyword.Value.EnumerateObject().All(property => !value.TryGetProperty(property.Name, out var inner) || IsValid(property.Value, inner)),
        "additionalProperties" => value.EnumerateObject().All(property => schema.GetProperty("properties").TryGetProperty(property.Name, out _)),
        _ => throw new NotSupportedException($"The oracle does not know the keyword {keyword.Name}."),
    };

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        _ => throw new NotSupportedException($"The oracle does not know the type {type}."),
    };
}
