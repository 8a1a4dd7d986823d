using System.Text;

namespace ModelMine.SystemTests.Observe;

/// <summary>A span as a collector receives it.</summary>
/// <param name="Process">Name of the process that sent it (<c>service.name</c>).</param>
/// <param name="TraceId">Its trace, hex.</param>
/// <param name="Id">Its own id, hex.</param>
/// <param name="ParentId">Id of its parent, hex; empty when it has none.</param>
/// <param name="Name">What happens.</param>
/// <param name="Began">Nanoseconds since 1970.</param>
/// <param name="Ended">Nanoseconds since 1970.</param>
/// <param name="Tags">Its attributes that are texts.</param>
/// <param name="Events">Names of what happened meanwhile.</param>
internal sealed record ReceivedSpan(
    string Process, string TraceId, string Id, string ParentId, string Name, ulong Began, ulong Ended, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Events)
{
    /// <summary>Reads the body of <c>POST /v1/traces</c> (ExportTraceServiceRequest).</summary>
    public static List<ReceivedSpan> ReadAll(ReadOnlySpan<byte> body)
    {
        var spans = new List<ReceivedSpan>();
        var request = new ProtobufReader(body);
        while (request.Read())
            if (request.Field == 1) ReadResource(request.Bytes, spans);
        return spans;
    }

    private static void ReadResource(ReadOnlySpan<byte> message, List<ReceivedSpan> spans)
    {
        var process = "";
        var resource = new ProtobufReader(message);
        while (resource.Read())
        {
            if (resource.Field == 1) process = Attributes(resource.Bytes, 1).GetValueOrDefault("service.name", "");
            if (resource.Field != 2) continue;
            var scope = new ProtobufReader(resource.Bytes);
            while (scope.Read())
                if (scope.Field == 2) spans.Add(ReadSpan(process, scope.Bytes));
        }
    }

    private static ReceivedSpan ReadSpan(string process, ReadOnlySpan<byte> message)
    {
        var read = new ReceivedSpan(process, "", "", "", "", 0, 0, Attributes(message, 9), []);
        var events = new List<string>();
        var span = new ProtobufReader(message);
        while (span.Read())
        {
            read = span.Field switch
            {
                1 => read with { TraceId = Convert.ToHexStringLower(span.Bytes) },
                2 => read with { Id = Convert.ToHexStringLower(span.Bytes) },
                4 => read with { ParentId = Convert.ToHexStringLower(span.Bytes) },
                5 => read with { Name = Encoding.UTF8.GetString(span.Bytes) },
                7 => read with { Began = span.Number },
                8 => read with { Ended = span.Number },
                _ => read,
            };
            if (span.Field == 11) events.Add(TextOf(span.Bytes, 2));
        }

        return read with { Events = events };
    }

    private static Dictionary<string, string> Attributes(ReadOnlySpan<byte> message, int field)
    {
        var attributes = new Dictionary<string, string>();
        var reader = new ProtobufReader(message);
        while (reader.Read())
            if (reader.Field == field && TextOf(reader.Bytes, 2, 1) is { Length: > 0 } text) attributes[TextOf(reader.Bytes, 1)] = text;
        return attributes;
    }

    private static string TextOf(ReadOnlySpan<byte> message, params ReadOnlySpan<int> path)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
            if (reader.Field == path[0]) return path.Length == 1 ? Encoding.UTF8.GetString(reader.Bytes) : TextOf(reader.Bytes, path[1..]);
        return "";
    }
}
