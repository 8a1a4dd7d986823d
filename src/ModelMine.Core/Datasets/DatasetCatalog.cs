using ModelMine.Core.Datasets.Catalog;
using ModelMine.Core.Names;

namespace ModelMine.Core.Datasets;

/// <summary>The data sets that ModelMine knows by itself.</summary>
public sealed class DatasetCatalog : IDatasetLookup
{
    /// <summary>Every entry, in the order in which people see them.</summary>
    public static IReadOnlyList<CatalogEntry> Entries { get; } = [Mnist.Entry, FashionMnist.Entry, Cifar.Ten, Cifar.Hundred, KingJames.Entry, KingJamesBooks.Entry, LargeMovieReviews.Entry, Penguins.Entry];

    /// <summary>The catalog.</summary>
    public static DatasetCatalog Instance { get; } = new();

    private DatasetCatalog()
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<DatasetFacts> All { get; } = [.. Entries.Select(entry => entry.Facts)];

    /// <inheritdoc/>
    public DatasetFacts? Find(string name) => FindEntry(name)?.Facts;

    /// <summary>The entry of that name; null when there is none.</summary>
    /// <param name="name">As a person wrote it.</param>
    public static CatalogEntry? FindEntry(string name)
    {
        var folded = Spelling.Fold(name);
        return Entries.FirstOrDefault(entry => entry.Aliases.Prepend(entry.Facts.Name).Any(known => Spelling.Fold(known) == folded));
    }
}
