using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Simulator.Net;

/// <summary>What a server answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Offset">Header of uploads; null when it is none.</param>
internal sealed record Answer(int Status, byte[] Body, long? Offset = null)
{
    /// <summary>The value that it carries; null when it carries none.</summary>
    public object? Value { get; init; }

    public static Answer Of(object value) => new(200, JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ModelMineJson.Options)) { Value = value };

    public static Answer Of(Problem problem) => new(problem.Status, JsonSerializer.SerializeToUtf8Bytes(problem, ModelMineJson.Options)) { Value = problem };

    public static Answer Done { get; } = new(204, []);

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (Offset is { } offset) response.Headers.Add("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return response;
    }
}
