using System.Text.Json;

namespace ModelMine.Core.Formats;

/// <summary>The header of a safetensors file, checked: nothing in it is believed that the file's length does not bear out.</summary>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, SafetensorsEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength)
    {
        if (json.IsEmpty || json.Span[0] != (byte)'{')
        {
            throw new SafetensorsException("The header does not begin with {.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return Read(document.RootElement, dataLength);
        }
        catch (JsonException error)
        {
            throw new SafetensorsException($"The header is not valid JSON: {error.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new SafetensorsException("The header holds a text that is not valid Unicode.");
        }
    }

    private static SafetensorsHeader Read(JsonElement header, long dataLength)
    {
        var tensors = new Dictionary<string, SafetensorsEntry>();
        var metadata = new Dictionary<string, string>();
        foreach (var property in header.EnumerateObject())
        {
            if (property.Name == Safetensors.MetadataKey)
            {
                ReadMetadata(property.Value, metadata);
            }
            else
            {
                tensors.Add(property.Name, ReadEntry(property.Name, property.Value));
            }
        }

        RequireGapless(tensors.Values, dataLength);
        return new(tensors, metadata);
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new SafetensorsException($"{Safetensors.MetadataKey} is not an object.");
        }

        foreach (var property in value.EnumerateObject())
        {
            metadata.Add(property.Name, property.Value.ValueKind == JsonValueKind.String
                ? property.Value.GetString()!
                : throw new SafetensorsException($"{property.Name} in {Safetensors.MetadataKey} is not a text."));
        }
    }

    private static SafetensorsEntry ReadEntry(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtypeWord)
            || !value.TryGetProperty("shape", out var shapeList)
            || !value.TryGetProperty("data_offsets", out var offsetList)
            || value.GetPropertyCount() != 3)
        {
            throw new SafetensorsException($"{name} is not an object of dtype, shape and data_offsets.");
        }

        var dtype = (dtypeWord.ValueKind == JsonValueKind.String ? SafetensorsDtypes.Parse(dtypeWord.GetString()) : null)
            ?? throw new SafetensorsException($"{name} is of type {dtypeWord.GetRawText()}; this reader knows {string.Join(", ", Enum.GetValues<SafetensorsDtype>().Select(known => known.Word()))}.");
        var shape = Numbers(name, "shape", shapeList);
        var offsets = Numbers(name, "data_offsets", offsetList);
        if (offsets.Length != 2 || offsets[1] < offsets[0])
        {
            throw new SafetensorsException($"{name} has data_offsets [{string.Join(", ", offsets)}], which are not a beginning and an end.");
        }

        var length = offsets[1] - offsets[0];
        if (Safetensors.ByteLength(dtype, shape) != length)
        {
            throw new SafetensorsException($"{name} has {length:N0} bytes, which is not what shape [{string.Join(", ", shape)}] of {dtype.Word()} takes.");
        }

        return new(name, dtype, shape, offsets[0], length);
    }

    private static long[] Numbers(string name, string what, JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new SafetensorsException($"{what} of {name} is not a list of numbers.");
        }

        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
            ? number
            : throw new SafetensorsException($"{what} of {name} holds {item.GetRawText()}, which is not a whole number from 0."))];
    }

    private static void RequireGapless(IEnumerable<SafetensorsEntry> tensors, long dataLength)
    {
        long end = 0;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.Length))
        {
            if (tensor.Offset != end)
            {
                throw new SafetensorsException($"{tensor.Name} begins at {tensor.Offset:N0}, but the tensor before it ends at {end:N0}: tensors must neither overlap nor leave a gap.");
            }

            end = tensor.Offset + tensor.Length;
        }

        if (end != dataLength)
        {
            throw new SafetensorsException($"The tensors take {end:N0} bytes, but {dataLength:N0} follow the header.");
        }
    }
}
