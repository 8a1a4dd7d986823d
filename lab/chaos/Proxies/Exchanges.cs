using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelMine.Chaos.Processes;

namespace ModelMine.Chaos.Proxies;

/// <summary>What was asked and answered on all routes. Safe from any thread.</summary>
internal sealed class Exchanges
{
    private readonly ConcurrentDictionary<string, bool> _doneBefore = new(StringComparer.Ordinal);

    /// <summary>Counts, such as <c>Report 200</c>.</summary>
    public Tally Tally { get; } = new();

    /// <summary>How long answers took, seconds, by kind.</summary>
    public ConcurrentDictionary<RequestKind, ConcurrentQueue<double>> Seconds { get; } = [];

    /// <summary>Notes a request that goes on to a server.</summary>
    public Exchange Begin(HttpRequestBytes request) => new(this, request.Kind, request.Kind.IsWrite() ? Identity(request) : null);

    /// <summary>Notes a request that got lost.</summary>
    public void Lost(RequestKind kind) => Tally.Add($"{kind} lost");

    /// <summary>Notes that a write was done; says whether the same one was done before.</summary>
    public bool WasDoneBefore(string identity) => !_doneBefore.TryAdd(identity, true);

    public void Took(RequestKind kind, TimeSpan time) => Seconds.GetOrAdd(kind, _ => []).Enqueue(time.TotalSeconds);

    // The same write again is the same bytes again; a submit's key names it.
    private static string Identity(HttpRequestBytes request) =>
        $"{request.Path} {request.IdempotencyKey ?? Convert.ToHexString(SHA256.HashData(request.Bytes.AsSpan(request.BodyStart)))}";
}
