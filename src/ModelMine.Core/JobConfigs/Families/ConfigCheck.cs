using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>A config whose every key is right by itself, and a place to say what is wrong between them.</summary>
internal sealed class ConfigCheck(Dictionary<string, object> values, GivenKeys given, DatasetFacts? data, List<ProblemItem> problems)
{
    /// <summary>The data set that it names; null for a family that acts in a world, or when the name was wrong.</summary>
    public DatasetFacts? Data => data;

    public long Whole(string key) => (long)values[key];

    public double Number(string key) => (double)values[key];

    public string Text(string key) => (string)values[key];

    public bool Flag(string key) => (bool)values[key];

    public IReadOnlyList<string> Words(string key) => (string[])values[key];

    /// <summary>Adds a problem at a key: where it was given, or would be.</summary>
    public void Problem(string key, string message) => problems.Add(new(given.PathOf(key), message));
}
