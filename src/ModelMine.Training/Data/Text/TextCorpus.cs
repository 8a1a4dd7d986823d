namespace ModelMine.Training.Data.Text;

/// <summary>A running text to learn from.</summary>
/// <param name="Content">The text.</param>
/// <param name="Digest">See <see cref="Files.ContentDigest"/>.</param>
internal sealed record TextCorpus(string Content, string Digest);
