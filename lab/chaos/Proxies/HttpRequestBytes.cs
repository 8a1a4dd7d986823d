namespace ModelMine.Chaos.Proxies;

/// <summary>One request of HTTP/1.1, as it came.</summary>
/// <param name="Bytes">All of it, header and body.</param>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Path">Without the query.</param>
/// <param name="BodyStart">Where the body begins in <paramref name="Bytes"/>.</param>
/// <param name="IdempotencyKey">The header of that name.</param>
internal sealed record HttpRequestBytes(byte[] Bytes, string Method, string Path, int BodyStart, string? IdempotencyKey)
{
    /// <summary>What it asks for, in one word.</summary>
    public RequestKind Kind { get; } = RequestKinds.Of(Method, Path);
}
