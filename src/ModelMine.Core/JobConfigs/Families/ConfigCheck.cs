using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Layers;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>A config whose every key is right by itself, and a place to say what is wrong between them.</summary>
internal sealed class ConfigCheck(Dictionary<string, object> values, GivenKeys given, DatasetFacts? data, List<ProblemItem> problems)
{
    /// <summary>The data set that it names; null for a family that acts in a world, or when the name was wrong.</summary>
    public DatasetFacts? Data => data;

    public object Value(string key) => values[key];

    public long Whole(string key) => (long)values[key];

    public double Number(string key) => (double)values[key];

    public string Text(string key) => (string)values[key];

    public bool Flag(string key) => (bool)values[key];

    public IReadOnlyList<string> Words(string key) => (string[])values[key];

    /// <summary>Whether a key was given, or has a default.</summary>
    public bool Has(string key) => values.ContainsKey(key);

    public IReadOnlyList<Layer> Layers(string key) => (Layer[])values[key];

    /// <summary>Whether the config is an effective one, read again.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether a person gave a key a value that it would not have had by itself.</summary>
    public bool IsGiven(string key) =>
        !IsStored && given.Known.FirstOrDefault(known => known.Key.Name == key).Key is { } known && values.TryGetValue(key, out var value) && known.Uses.Values.All(use => !Equals(use.Default, value));

    /// <summary>Gives a key whose value was left open the one that the rest of the config leads to.</summary>
    public void Settle(string key, object value) => values[key] = value;

    /// <summary>Adds a problem at a place within a key's value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="within">The rest of the JSON path, such as <c>[3]</c>.</param>
    /// <param name="message">What is wrong.</param>
    public void Problem(string key, string within, string message) => problems.Add(new(given.PathOf(key) + within, message));

    /// <summary>Adds a problem at a key: where it was given, or would be.</summary>
    public void Problem(string key, string message) => problems.Add(new(given.PathOf(key), message));
}
