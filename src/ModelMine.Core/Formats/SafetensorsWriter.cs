using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ModelMine.Core.Formats;

/// <summary>Writes safetensors files.</summary>
internal static class SafetensorsWriter
{
    private const int HeaderAlignment = 8;

    public static void Write(Stream stream, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = tensors
            .OrderByDescending(tensor => tensor.Dtype.Size())
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal)
            .Select(tensor => (Tensor: tensor, Length: LengthOf(tensor)))
            .ToArray();
        RefuseDoubles(ordered.Select(entry => entry.Tensor.Name));

        var header = Header(ordered, metadata);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var (tensor, length) in ordered)
        {
            using var counted = new ExactLengthStream(stream, length, tensor.Name);
            tensor.WriteData(counted);
            counted.RequireFull();
        }
    }

    private static byte[] Header((SafetensorsTensor Tensor, long Length)[] ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(Safetensors.MetadataKey);
                foreach (var (name, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(name, text);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (var (tensor, length) in ordered)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Dtype.Word());
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [offset, checked(offset + length)]);
                json.WriteEndObject();
                offset += length;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % HeaderAlignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.Length <= Safetensors.LongestHeader
            ? buffer.ToArray()
            : throw new ArgumentException($"The header would take {buffer.Length:N0} bytes, more than the {Safetensors.LongestHeader:N0} that readers take.");
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static long LengthOf(SafetensorsTensor tensor)
    {
        if (tensor.Name is "" or Safetensors.MetadataKey)
        {
            throw new ArgumentException($"A tensor cannot be called \"{tensor.Name}\".");
        }

        return Safetensors.ByteLength(tensor.Dtype, tensor.Shape)
            ?? throw new ArgumentException($"The shape [{string.Join(", ", tensor.Shape)}] of {tensor.Name} is negative or too large.");
    }

    private static void RefuseDoubles(IEnumerable<string> names)
    {
        if (names.CountBy(name => name).Where(name => name.Value > 1).Select(name => name.Key).FirstOrDefault() is { } doubled)
        {
            throw new ArgumentException($"Two tensors are called \"{doubled}\".");
        }
    }
}
