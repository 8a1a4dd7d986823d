namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>How much of an archive is read at most.</summary>
internal sealed record TextBounds
{
    /// <summary>Entries of whatever kind.</summary>
    public int Entries { get; init; } = 2_000_000;

    /// <summary>Bytes of one text.</summary>
    public int BytesOfText { get; init; } = 1024 * 1024;

    /// <summary>Bytes of all texts together.</summary>
    public long BytesInAll { get; init; } = 1024 * 1024 * 1024;
}
