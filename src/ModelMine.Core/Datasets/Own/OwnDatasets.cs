namespace ModelMine.Core.Datasets.Own;

/// <summary>Finds the catalog's data sets, and some of a user's own.</summary>
/// <param name="own">What is known of them; each is named with its version, as <c>houses@2</c>.</param>
public sealed class OwnDatasets(IReadOnlyList<DatasetFacts> own) : IDatasetLookup
{
    private readonly (DatasetName Name, DatasetFacts Facts)[] _own =
        [.. own.Select(facts => (Name: DatasetName.TryParse(facts.Name), facts)).Where(pair => pair.Name is { Version: not null }).Select(pair => (pair.Name!.Value, pair.facts))];

    /// <summary>The catalog, and the newest version of each of the user's own.</summary>
    public IReadOnlyList<DatasetFacts> All =>
    [
        .. DatasetCatalog.Instance.All,
        .. _own.GroupBy(pair => pair.Name.Folded).Select(versions => versions.MaxBy(pair => pair.Name.Version).Facts),
    ];

    /// <inheritdoc/>
    public DatasetFacts? Find(string name)
    {
        if (DatasetCatalog.Instance.Find(name) is { } known)
        {
            return known;
        }

        return DatasetName.TryParse(name) is { } wanted
            ? _own.Where(pair => pair.Name.Folded == wanted.Folded && (wanted.Version is null || wanted.Version == pair.Name.Version))
                .OrderByDescending(pair => pair.Name.Version).Select(pair => pair.Facts).FirstOrDefault()
            : null;
    }
}
