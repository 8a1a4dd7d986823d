using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModelMine.Core.Ledger;

/// <summary>
/// The JSON Canonicalization Scheme, RFC 8785: no white space, keys sorted by UTF-16 code units, numbers as ECMAScript
/// writes them, the shortest escapes. One value has one text, so that its hash means something.
/// </summary>
public static class CanonicalJson
{
    private const int DeepestNesting = 64;

    /// <summary>The canonical text of a value.</summary>
    /// <param name="value">Any JSON value.</param>
    /// <returns>Canonical text; hash its UTF-8 bytes.</returns>
    /// <exception cref="CanonicalJsonException">
    /// A key twice in one object, half of a surrogate pair, a number beyond double precision's range, or nesting deeper than 64.
    /// </exception>
    public static string Serialize(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    /// <summary>Parses a text that must be canonical already: another text for the same value is refused.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value.</returns>
    /// <exception cref="CanonicalJsonException">It is not JSON, or not canonical.</exception>
    public static JsonElement ParseCanonical(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        JsonElement value;
        try
        {
            using var document = JsonDocument.Parse(text);
            value = document.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new CanonicalJsonException($"It is not JSON: {error.Message}");
        }

        var canonical = Serialize(value);
        if (canonical != text)
        {
            var at = canonical.Zip(text).TakeWhile(pair => pair.First == pair.Second).Count();
            throw new CanonicalJsonException($"It is JSON, but not in canonical form (RFC 8785) from character {at} on.");
        }

        return value;
    }

    private static void Append(StringBuilder text, JsonElement value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new CanonicalJsonException($"It is nested deeper than {DeepestNesting} levels.");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object: AppendObject(text, value, depth); break;
            case JsonValueKind.Array: AppendArray(text, value, depth); break;
            case JsonValueKind.String: AppendString(text, TextOf(value)); break;
            case JsonValueKind.Number: text.Append(EcmaScriptNumber.Format(value.GetDouble())); break;
            case JsonValueKind.True: text.Append("true"); break;
            case JsonValueKind.False: text.Append("false"); break;
            case JsonValueKind.Null: text.Append("null"); break;
            default: throw new CanonicalJsonException("There is no value.");
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement value, int depth)
    {
        var properties = value.EnumerateObject().Select(property => (Name: NameOf(property), property.Value)).ToArray();
        Array.Sort(properties, (a, b) => string.CompareOrdinal(a.Name, b.Name)); // ordinal is by UTF-16 code unit
        text.Append('{');
        for (var i = 0; i < properties.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
                if (properties[i].Name == properties[i - 1].Name)
                {
                    throw new CanonicalJsonException($"The key \"{properties[i].Name}\" stands twice in one object.");
                }
            }

            AppendString(text, properties[i].Name);
            text.Append(':');
            Append(text, properties[i].Value, depth + 1);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonElement value, int depth)
    {
        text.Append('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            text.Append(first ? "" : ",");
            first = false;
            Append(text, item, depth + 1);
        }

        text.Append(']');
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalJsonException("The name of a key holds half of a surrogate pair.");
        }
    }

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalJsonException("A text holds half of a surrogate pair.");
        }
    }
}
