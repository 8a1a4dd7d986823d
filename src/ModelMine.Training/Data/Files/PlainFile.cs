namespace ModelMine.Training.Data.Files;

/// <summary>A file's content without its compression.</summary>
/// <param name="Name">Its name without the <c>.gz</c>.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hex.</param>
internal sealed record PlainFile(string Name, ReadOnlyMemory<byte> Content, string Sha256)
{
    public PlainFile(string name, ReadOnlyMemory<byte> content)
        : this(name, content, ContentDigest.Of(content.Span))
    {
    }
}
