using System.Runtime.InteropServices;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Training.Data.Tables;
using ModelMine.Training.Models.Mlp;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Inference;

/// <summary>Predicts the target of a table's row, prepared as the training split taught.</summary>
internal sealed class RowPredictor(MlpModel model, TablePreprocessing preprocessing) : ITrainedModel
{
    public static RowPredictor Of(TrainedWeights weights)
    {
        var preprocessing = Read(weights.Text(TablePreprocessing.MetadataKey));
        var config = weights.Config;
        var model = new MlpModel(preprocessing.Width, config.Int32("hiddenSize"), config.Int32("hiddenLayers"), preprocessing.Target.Width, config.Seed);
        model.Parameters.Load(weights.Tensors);
        model.Parameters.MoveTo(ComputeDevice.ToUse(config));
        return new(model, preprocessing);
    }

    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        var inputs = Encode(((TryRow)request).Values);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var row = empty(1, inputs.Length);
        inputs.CopyTo(MemoryMarshal.Cast<byte, float>(row.bytes));
        var outputs = model.Forward(row.On(model.Parameters.Device), dropout: null);
        var target = preprocessing.Target;
        return target.Classes.Count > 0
            ? [new TryClasses(ClassProbabilities.Of(outputs, target.Classes))]
            : [new TryValue(target.Column, outputs.item<float>() * target.StandardDeviation + target.Mean)];
    }

    public void Dispose() => model.Parameters.Dispose();

    private float[] Encode(IReadOnlyDictionary<string, JsonElement> values)
    {
        var known = preprocessing.Features.Select(feature => feature.Column).ToList();
        if (values.Keys.FirstOrDefault(name => name != preprocessing.Target.Column && !known.Contains(name)) is { } unknown)
        {
            throw new TrainingException($"The model reads no column {unknown}: it reads {string.Join(", ", known)}.", retryable: false);
        }

        try
        {
            return preprocessing.Encode(values.ToDictionary(value => value.Key, value => Text(value.Key, value.Value)));
        }
        catch (FormatException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
    }

    private static string? Text(string column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new TrainingException($"{column} must be a number or a text.", retryable: false),
    };

    private static TablePreprocessing Read(string json)
    {
        try
        {
            return TablePreprocessing.FromJson(json);
        }
        catch (JsonException error)
        {
            throw new TrainingException($"The weights' {TablePreprocessing.MetadataKey} cannot be read: {error.Message}", retryable: false, error);
        }
    }
}
