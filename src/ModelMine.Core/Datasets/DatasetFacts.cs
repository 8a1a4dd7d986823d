namespace ModelMine.Core.Datasets;

/// <summary>
/// What is known of a data set before it is read: enough to check a config against it, to estimate the memory that a trainer
/// needs, and to fetch its files. What lies in the files is checked when they are read.
/// </summary>
public sealed record DatasetFacts
{
    /// <summary>Canonical name: what the effective config holds, such as <c>mnist</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is made of.</summary>
    public required DatasetKind Kind { get; init; }

    /// <summary>Samples to train and validate with; for a running text its characters.</summary>
    public required long TrainSamples { get; init; }

    /// <summary>Samples of its own test set; 0 when it has none, and a share of the samples is held out instead.</summary>
    public required long TestSamples { get; init; }

    /// <summary>Shape of each image; null unless it is of images.</summary>
    public ImageShape? Image { get; init; }

    /// <summary>How its images may be moved at random without showing something else; see <see cref="ImageAugmentation"/>.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cautious;

    /// <summary>What the classes 0, 1, 2 … mean; empty where there are no classes.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Different characters that occur; null when it is not of text, or they were not counted.</summary>
    public int? Characters { get; init; }

    /// <summary>Characters of all labelled texts together; null when it is not of such, or they were not counted.</summary>
    public long? TotalCharacters { get; init; }

    /// <summary>Columns in their order; empty unless it is a table.</summary>
    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    /// <summary>The files that it is read from.</summary>
    public IReadOnlyList<DatasetFile> Files { get; init; } = [];
}

/// <summary>Shape of an image.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Channels">Numbers a pixel: 1 for grey, 3 for red, green and blue.</param>
public sealed record ImageShape(int Height, int Width, int Channels)
{
    /// <summary>Numbers in an image.</summary>
    public int Count => Height * Width * Channels;
}

/// <summary>What the values of a column are.</summary>
public enum TableColumnKind
{
    /// <summary>Numbers.</summary>
    Numeric,

    /// <summary>Words, each one of a few.</summary>
    Categorical,

    /// <summary>Texts, too many or too long to be categories: only classifiers of texts read the column.</summary>
    FreeText,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">As the table's header has it.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Missing">Rows in which it is empty.</param>
/// <param name="Categories">
/// The words of a categorical column, most frequent first. Of a numeric one its different values, rising, when they are few enough
/// to be classes. Else empty.
/// </param>
public sealed record TableColumn(string Name, TableColumnKind Kind, long Missing, IReadOnlyList<string> Categories)
{
    /// <summary>UTF-16 code units of all its values together; null when they were not counted.</summary>
    public long? Characters { get; init; }
}

/// <summary>A file of a data set.</summary>
/// <param name="Name">Plain file name.</param>
/// <param name="Sha256">SHA-256 that it must have, lower-case hex.</param>
/// <param name="Length">Bytes; null when unknown.</param>
/// <param name="Url">Where it is fetched from; null when it is shipped, or lies in the network's blob store.</param>
public sealed record DatasetFile(string Name, string Sha256, long? Length = null, Uri? Url = null);
