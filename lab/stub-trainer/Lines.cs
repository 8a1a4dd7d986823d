using System.Buffers;
using System.Text.Json;

namespace ModelMine.StubTrainer;

/// <summary>
/// The lines of a trainer, written word by word and without the contract's types: thousands of stubs start in a run, and looking at
/// types would be most of each start. The agent reads them as it reads every trainer's; what does not fit is no message to it.
/// </summary>
internal static class Lines
{
    private static readonly Stream Output = Console.OpenStandardOutput();

    /// <summary>Writes a line: an object of this type, with what <paramref name="rest"/> adds.</summary>
    public static void Say(string type, Action<Utf8JsonWriter> rest)
    {
        Output.Write(Of(type, rest));
        Output.Flush();
    }

    /// <summary>What a line that an agent wrote is about; null for one that does not say.</summary>
    public static string? TypeOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.TryGetProperty("type", out var type) ? type.GetString() : null;
    }

    /// <summary>The bytes of a line.</summary>
    public static byte[] Of(string type, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("type", type);
        rest(writer);
        writer.WriteEndObject();
        writer.Flush();
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    public static void Log(string text) => Say("log", line => LogBody(line, text));

    public static void LogBody(Utf8JsonWriter line, string text)
    {
        line.WriteString("at", TimeProvider.System.GetUtcNow());
        line.WriteString("level", "info");
        line.WriteString("message", text);
    }

    public static void Phase(string phase) => Say("phase", line => line.WriteString("phase", phase));

    public static void Metric(string name, long step, double value) => Say("metric", line =>
    {
        line.WriteStartObject("series");
        line.WriteString("name", name);
        line.WriteStartArray("steps");
        line.WriteNumberValue(step);
        line.WriteEndArray();
        line.WriteStartArray("values");
        line.WriteNumberValue(value);
        line.WriteEndArray();
        line.WriteEndObject();
    });

    public static void Progress(long step, long steps) => Say("progress", line =>
    {
        line.WriteStartObject("progress");
        line.WriteNumber("step", step);
        line.WriteNumber("totalSteps", steps);
        line.WriteNumber("epoch", 1);
        line.WriteNumber("epochs", 1);
        line.WriteEndObject();
    });

    public static void Snapshot(SavedFile file, long step) => Say("snapshot", line =>
    {
        line.WriteString("file", file.Name);
        line.WriteStartObject("snapshot");
        line.WriteString("digest", file.Digest);
        line.WriteNumber("size", file.Size);
        line.WriteNumber("step", step);
        line.WriteNumber("trainingEpoch", 0);
        line.WriteEndObject();
    });
}
