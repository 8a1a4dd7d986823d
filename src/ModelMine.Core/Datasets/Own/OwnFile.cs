namespace ModelMine.Core.Datasets.Own;

/// <summary>A file that a user gives for a data set.</summary>
/// <param name="Name">As the user calls it; its extension says what it is.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Open">Opens it for reading, from its beginning.</param>
public sealed record OwnFile(string Name, string Sha256, long Length, Func<Stream> Open)
{
    /// <summary>The file as a data set's facts name it.</summary>
    public DatasetFile Fact => new(Name, Sha256, Length);
}
