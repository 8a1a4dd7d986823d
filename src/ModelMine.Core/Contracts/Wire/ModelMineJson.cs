using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelMine.Core.Contracts;

/// <summary>The one way ModelMine writes JSON on the wire: camelCase keys, <c>UPPER_CASE</c> enums, nulls left out.</summary>
public static class ModelMineJson
{
    /// <summary>Options that server, agent, trainer and cli share. Frozen: safe to use from any thread.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Applies the wire format to options that a framework owns, such as ASP.NET's.</summary>
    /// <param name="options">The options to change.</param>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        // People write the type of a request wherever they like.
        options.AllowOutOfOrderMetadataProperties = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
