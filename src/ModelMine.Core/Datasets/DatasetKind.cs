namespace ModelMine.Core.Datasets;

/// <summary>What a data set is made of.</summary>
public enum DatasetKind
{
    /// <summary>Images, each of one class.</summary>
    Images,

    /// <summary>One running text.</summary>
    Text,

    /// <summary>Short texts, each of one class.</summary>
    LabelledTexts,

    /// <summary>Rows of named columns.</summary>
    Table,
}
