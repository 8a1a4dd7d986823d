using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Core.Datasets.Own;

/// <summary>What people are shown of a data set: its first samples, and how its values are spread.</summary>
public sealed record DatasetProfile
{
    /// <summary>First rows of a table; null where a value is missing.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Rows { get; init; } = [];

    /// <summary>What each column of a table holds.</summary>
    public IReadOnlyList<ColumnStatistics> Columns { get; init; } = [];

    /// <summary>Beginning of a text.</summary>
    public string? Text { get; init; }

    /// <summary>Samples of each class, training and test together.</summary>
    public IReadOnlyList<CategoryCount> Classes { get; init; } = [];

    /// <summary>Some images, small enough to be shown as they are.</summary>
    public IReadOnlyList<SampleImage> Images { get; init; } = [];

    /// <summary>Some labelled texts, of each class one while there is room, shortened.</summary>
    public IReadOnlyList<SampleText> Texts { get; init; } = [];
}

/// <summary>A labelled text of a data set.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Text">Its beginning.</param>
public sealed record SampleText(string Class, string Text);

/// <summary>An image of a data set.</summary>
/// <param name="Class">What it shows.</param>
/// <param name="MediaType">Such as <c>image/png</c>.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record SampleImage(string Class, string MediaType, byte[] Content);
