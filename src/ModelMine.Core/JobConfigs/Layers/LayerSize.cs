namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Size of a kernel, a pool or a stride.</summary>
/// <param name="Rows">Downwards.</param>
/// <param name="Columns">To the right.</param>
public sealed record LayerSize(int Rows, int Columns)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rows} × {Columns}";
}
