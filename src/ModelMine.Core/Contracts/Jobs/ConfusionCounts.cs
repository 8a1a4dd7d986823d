namespace ModelMine.Core.Contracts;

/// <summary>Which classes were taken for which.</summary>
/// <param name="Classes">Names of the classes, in their order.</param>
/// <param name="Counts">For each true class a row, with how many of its samples were taken for each class.</param>
public sealed record ConfusionCounts(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<long>> Counts);
