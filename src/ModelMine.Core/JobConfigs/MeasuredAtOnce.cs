using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs;

/// <summary>
/// Samples that a model is measured on at a time, whatever <c>batchSize</c> is. Nothing is kept for a backward pass, but what the layers
/// give stays until the forward pass is over: with a small batch, this is what takes the most memory.
/// </summary>
public static class MeasuredAtOnce
{
    /// <summary>Images.</summary>
    public const int Images = 250;

    /// <summary>Rows of a table.</summary>
    public const int Rows = 1024;

    /// <summary>Texts that have a class each.</summary>
    public const int LabelledTexts = 100;

    /// <summary>Windows of a running text.</summary>
    public const int Windows = 64;

    /// <summary>How many of a kind; 0 where there is no data set.</summary>
    /// <param name="kind">What the data set holds.</param>
    public static int Of(DatasetKind? kind) => kind switch
    {
        DatasetKind.Images => Images,
        DatasetKind.Table => Rows,
        DatasetKind.LabelledTexts => LabelledTexts,
        DatasetKind.Text => Windows,
        _ => 0,
    };
}
