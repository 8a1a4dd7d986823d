namespace ModelMine.Server.Blobs.S3;

/// <summary>A piece of an upload.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Begin">Its first byte's place in the whole.</param>
/// <param name="Size">Bytes.</param>
internal sealed record Segment(string Key, long Begin, long Size)
{
    /// <summary>The place after its last byte.</summary>
    public long End => Begin + Size;
}

internal static class Segments
{
    /// <summary>Those that cover the upload from its first byte as far as there is no gap, in order, each adding something.</summary>
    public static List<Segment> Chain(IEnumerable<Segment> segments)
    {
        var chain = new List<Segment>();
        var end = 0L;
        foreach (var segment in segments.OrderBy(segment => segment.Begin))
        {
            if (segment.Begin > end) break;
            if (segment.End <= end) continue;
            chain.Add(segment);
            end = segment.End;
        }

        return chain;
    }
}
