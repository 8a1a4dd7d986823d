using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Server.Datasets.Pages;

/// <summary>Says in words what data sets are.</summary>
public static class DatasetWords
{
    /// <summary>The page of a data set.</summary>
    /// <param name="name">Its name.</param>
    public static string Address(string name) => $"/datasets/{Uri.EscapeDataString(name)}";

    /// <summary>How much there is: <c>344 rows</c>, <c>60,000 + 10,000 images</c>.</summary>
    /// <param name="dataset">The data set.</param>
    public static string Samples(DatasetSummary dataset)
    {
        var unit = dataset.Kind switch
        {
            DatasetKind.Images => "images",
            DatasetKind.Text => "characters",
            DatasetKind.LabelledTexts => "texts",
            _ => "rows",
        };
        var test = dataset.TestSamples == 0 ? "" : $" + {Figures.Count(dataset.TestSamples)}";
        return $"{Figures.Count(dataset.TrainSamples)}{test} {unit}";
    }

    /// <summary>What a column holds.</summary>
    /// <param name="kind">Its kind.</param>
    public static string Column(TableColumnKind kind) => kind switch
    {
        TableColumnKind.Numeric => "numbers",
        TableColumnKind.Categorical => "words",
        _ => "free text, for bert",
    };

    /// <summary>A model that learns from a data set, to begin a config with.</summary>
    /// <param name="data">The data set.</param>
    public static string ModelType(DatasetFacts data) => data.Kind switch
    {
        DatasetKind.Images => "cnn",
        DatasetKind.Text => "transformer",
        DatasetKind.LabelledTexts => "bert",
        // A text and its class: nothing else is there to learn from.
        DatasetKind.Table when data.Columns.Count(column => column.Kind != TableColumnKind.FreeText) < 2 => "bert",
        _ => "mlp",
    };
}
