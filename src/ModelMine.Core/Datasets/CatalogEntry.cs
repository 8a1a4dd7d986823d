namespace ModelMine.Core.Datasets;

/// <summary>A data set that ModelMine knows by itself.</summary>
public sealed record CatalogEntry
{
    /// <summary>What it is.</summary>
    public required DatasetFacts Facts { get; init; }

    /// <summary>Other names for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>Who made it, and where it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Under what terms it may be used.</summary>
    public required string Licence { get; init; }

    /// <summary>Whether it comes with ModelMine; otherwise each node fetches it on first use.</summary>
    public required bool IsShipped { get; init; }
}
