namespace ModelMine.Core.Datasets.Tables;

/// <summary>What a column of a table holds, as counted over every row.</summary>
public sealed record ColumnStatistics
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are.</summary>
    public required TableColumnKind Kind { get; init; }

    /// <summary>Rows that have a value.</summary>
    public required long Present { get; init; }

    /// <summary>Rows that have none.</summary>
    public required long Missing { get; init; }

    /// <summary>Smallest number; null when it is not numeric.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest number; null when it is not numeric.</summary>
    public double? Maximum { get; init; }

    /// <summary>Mean of the numbers; null when it is not numeric.</summary>
    public double? Mean { get; init; }

    /// <summary>Standard deviation of the numbers, over all of them; null when it is not numeric.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>How often each category occurs, most frequent first; empty when it is not categorical.</summary>
    public IReadOnlyList<CategoryCount> Categories { get; init; } = [];
}

/// <summary>How often a category or a class occurs.</summary>
/// <param name="Name">The category.</param>
/// <param name="Count">Its samples.</param>
public sealed record CategoryCount(string Name, long Count);
