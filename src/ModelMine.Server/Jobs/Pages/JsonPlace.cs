using System.Text.Json;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>Where something stands in a JSON text.</summary>
/// <param name="Name">Bytes of its name with the quotes; null for an element of a list, and for the whole.</param>
/// <param name="Value">Bytes of its value.</param>
internal readonly record struct JsonPlace(Range? Name, Range Value)
{
    /// <summary>Finds the first thing at a path.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="path">JSON path as problems name it, such as <c>$.layers[2].activation</c>.</param>
    /// <returns>Null when there is none, or the text is no JSON as far as it had to be read.</returns>
    public static JsonPlace? Find(byte[] text, string path)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            return reader.Read() ? Find(ref reader, "$", path, null) : null;
        }
        catch (JsonException)
        {
            // It is being typed.
            return null;
        }
        catch (InvalidOperationException)
        {
            // A name that is no Unicode.
            return null;
        }
    }

    private static JsonPlace? Find(ref Utf8JsonReader reader, string here, string wanted, Range? name)
    {
        if (here == wanted)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return new(name, start..(int)reader.BytesConsumed);
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => InObject(ref reader, here, wanted),
            JsonTokenType.StartArray => InArray(ref reader, here, wanted),
            _ => null,
        };
    }

    private static JsonPlace? InObject(ref Utf8JsonReader reader, string here, string wanted)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var start = (int)reader.TokenStartIndex;
            Range name = start..(start + reader.ValueSpan.Length + 2);
            var child = JsonPath.Child(here, reader.GetString()!);
            reader.Read();
            if (Find(ref reader, child, wanted, name) is { } found) return found;
        }

        return null;
    }

    private static JsonPlace? InArray(ref Utf8JsonReader reader, string here, string wanted)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (Find(ref reader, $"{here}[{index}]", wanted, null) is { } found) return found;
        }

        return null;
    }
}
