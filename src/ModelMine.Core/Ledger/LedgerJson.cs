using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelMine.Core.Ledger;

/// <summary>How the ledger's records become JSON: camelCase, and nothing unknown, doubled or missing is let through.</summary>
internal static class LedgerJson
{
    private const long LargestExactInteger = 9_007_199_254_740_991;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string ToCanonical<T>(T value)
    {
        try
        {
            return CanonicalJson.Serialize(JsonSerializer.SerializeToElement(value, Options));
        }
        catch (ArgumentException error)
        {
            // System.Text.Json refuses NaN and infinities so.
            throw new CanonicalJsonException(error.Message);
        }
    }

    /// <summary>A JSON number is a double: beyond 2^53 two whole numbers would share one text.</summary>
    public static void RequireExact(params ReadOnlySpan<long> numbers)
    {
        foreach (var number in numbers)
        {
            if (number is < -LargestExactInteger or > LargestExactInteger)
            {
                throw new CanonicalJsonException($"{number} is beyond ±(2^53 - 1): a JSON number cannot carry it exactly.");
            }
        }
    }
}
