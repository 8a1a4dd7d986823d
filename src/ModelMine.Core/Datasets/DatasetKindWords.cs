namespace ModelMine.Core.Datasets;

/// <summary>Kinds of data sets in words, for messages and pages.</summary>
public static class DatasetKindWords
{
    /// <summary>What a data set is made of: <c>images</c>, <c>running text</c> …</summary>
    /// <param name="kind">The kind.</param>
    public static string InWords(this DatasetKind kind) => kind switch
    {
        DatasetKind.Images => "images",
        DatasetKind.Text => "running text",
        DatasetKind.LabelledTexts => "labelled texts",
        _ => "table rows",
    };
}
