namespace ModelMine.Core.Datasets;

/// <summary>Finds data sets by the names that job configs give.</summary>
public interface IDatasetLookup
{
    /// <summary>The data set of that name; null when there is none.</summary>
    /// <param name="name">As a person wrote it; case, <c>-</c> and <c>_</c> make no difference.</param>
    DatasetFacts? Find(string name);

    /// <summary>Every data set that a config may name, for lists and suggestions.</summary>
    IReadOnlyList<DatasetFacts> All { get; }
}
