using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Training.Data.Tables;

/// <summary>
/// How the rows of a table become the inputs of a network, and its outputs an answer: learned on the training split, and written
/// into the weights' metadata as <c>preprocessing</c>, so that whoever loads the weights can do the same.
/// </summary>
/// <param name="Features">The columns that are read, in the order of the inputs.</param>
/// <param name="Target">The column that is learned.</param>
internal sealed record TablePreprocessing(IReadOnlyList<FeatureColumn> Features, TargetColumn Target)
{
    /// <summary>Key of the metadata.</summary>
    public const string MetadataKey = "preprocessing";

    /// <summary>Inputs of the network.</summary>
    public int Width => Features.Sum(feature => feature.Width);

    /// <summary>The inputs of one row.</summary>
    /// <param name="row">Texts by column; a column that is not there is missing.</param>
    /// <exception cref="FormatException">A number is none; says which.</exception>
    public float[] Encode(IReadOnlyDictionary<string, string?> row)
    {
        var inputs = new float[Width];
        var rest = inputs.AsSpan();
        foreach (var feature in Features)
        {
            feature.EncodeText(row.GetValueOrDefault(feature.Column), rest[..feature.Width]);
            rest = rest[feature.Width..];
        }

        return inputs;
    }

    public string ToJson() => JsonSerializer.Serialize(this, ModelMineJson.Options);

    /// <exception cref="JsonException">It is not what <see cref="ToJson"/> wrote.</exception>
    public static TablePreprocessing FromJson(string json) =>
        JsonSerializer.Deserialize<TablePreprocessing>(json, ModelMineJson.Options) ?? throw new JsonException("There is no preprocessing.");
}

/// <summary>The column that is learned.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Classes">What the outputs stand for; empty for a number.</param>
/// <param name="Mean">Of the training split; 0 for classes.</param>
/// <param name="StandardDeviation">Of the training split; 1 for classes. The number is output × this + <paramref name="Mean"/>.</param>
internal sealed record TargetColumn(string Column, IReadOnlyList<string> Classes, double Mean, double StandardDeviation)
{
    /// <summary>Outputs of the network.</summary>
    public int Width => Math.Max(1, Classes.Count);
}
