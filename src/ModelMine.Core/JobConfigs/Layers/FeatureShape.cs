using System.Globalization;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Shape of what one sample is between two layers: a feature map, or a vector.</summary>
/// <param name="Rows">Rows of a map; 1 for a vector.</param>
/// <param name="Columns">Columns of a map; 1 for a vector.</param>
/// <param name="Channels">Channels of a map, or the length of a vector.</param>
/// <param name="IsMap">Whether it is a map.</param>
public sealed record FeatureShape(int Rows, int Columns, int Channels, bool IsMap)
{
    /// <summary>Numbers in it.</summary>
    public long Count => (long)Rows * Columns * Channels;

    /// <summary>A feature map.</summary>
    public static FeatureShape Map(int rows, int columns, int channels) => new(rows, columns, channels, IsMap: true);

    /// <summary>A vector.</summary>
    public static FeatureShape Vector(int length) => new(1, 1, length, IsMap: false);

    /// <summary><c>7 × 7 × 64</c> (rows, columns, channels), or <c>a vector of 1,152</c>.</summary>
    public override string ToString() => IsMap
        ? $"{Rows} × {Columns} × {Channels}"
        : string.Create(CultureInfo.InvariantCulture, $"a vector of {Channels:N0}");
}
