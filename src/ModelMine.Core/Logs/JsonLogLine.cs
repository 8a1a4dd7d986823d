using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ModelMine.Core.Logs;

/// <summary>
/// A line of a log as one JSON object, the same from servers and agents: <c>time</c> (UTC), <c>level</c>, <c>message</c>,
/// <c>logger</c>, <c>trace_id</c>, <c>span_id</c>, <c>exception</c>, and each value of the message as a field of its own in
/// snake_case (<c>job_id</c>, <c>node_id</c>, <c>attempt_id</c>, <c>lease_epoch</c>, …).
/// </summary>
public sealed record JsonLogLine
{
    private static readonly HashSet<string> OwnFields = ["time", "level", "message", "logger", "trace_id", "span_id", "exception"];

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>debug</c>, <c>info</c>, <c>warning</c>, <c>error</c> or <c>critical</c>.</summary>
    public required string Level { get; init; }

    /// <summary>The message for people, its values filled in.</summary>
    public required string Message { get; init; }

    /// <summary>Who says it.</summary>
    public string? Logger { get; init; }

    /// <summary>The trace in which it happened, lower-case hex.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span in which it happened, lower-case hex.</summary>
    public string? SpanId { get; init; }

    /// <summary>What was thrown, with its stack.</summary>
    public string? Exception { get; init; }

    /// <summary>Values by their names in the message, and what is known of where it happened; of two with the same name the first counts.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Fields { get; init; } = [];

    /// <summary>The line, without its end.</summary>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("time", Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Level);
            json.WriteString("message", Message);
            WriteIfAny(json, "logger", Logger);
            WriteIfAny(json, "trace_id", TraceId);
            WriteIfAny(json, "span_id", SpanId);
            WriteFields(json);
            WriteIfAny(json, "exception", Exception);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteFields(Utf8JsonWriter json)
    {
        var written = new HashSet<string>(OwnFields, StringComparer.Ordinal);
        foreach (var (name, value) in Fields)
        {
            var field = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
            if (value is null || !IsName(field) || !written.Add(field)) continue;
            json.WritePropertyName(field);
            WriteValue(json, value);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool flag: json.WriteBooleanValue(flag); break;
            case int or long or short or byte: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case IFormattable text: json.WriteStringValue(text.ToString(null, CultureInfo.InvariantCulture)); break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }

    // The template itself comes as a value with braces in its name.
    private static bool IsName(string field) => field.Length > 0 && field.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
