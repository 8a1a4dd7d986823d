using ModelMine.Core.JobConfigs.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Layered;

/// <summary>Padding of a window that slides over a map: within the operation where both sides are alike, before it where they are not.</summary>
internal sealed class Padding2D
{
    private readonly long[] _edges;

    public Padding2D(FeatureShape input, LayerSize window, LayerSize strides, string padding)
    {
        var rows = SlidingWindow.Along(input.Rows, window.Rows, strides.Rows, padding);
        var columns = SlidingWindow.Along(input.Columns, window.Columns, strides.Columns, padding);
        IsEven = rows.Before == rows.After && columns.Before == columns.After;
        Inner = IsEven ? [rows.Before, columns.Before] : [0, 0];
        _edges = [columns.Before, columns.After, rows.Before, rows.After];
    }

    /// <summary>Whether the padding is the same on both sides.</summary>
    public bool IsEven { get; }

    /// <summary>What the operation itself pads, rows and columns.</summary>
    public long[] Inner { get; }

    /// <summary>Pads what the operation cannot.</summary>
    public Tensor Apply(Tensor values, double filling) =>
        IsEven ? values : nn.functional.pad(values, _edges, PaddingModes.Constant, filling);
}
