using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What is known of a family beyond its keys.</summary>
internal abstract class FamilyRules
{
    private static readonly FamilyRules[] All = [new MlpRules(), new CnnRules(), new ResNetRules(), new TransformerRules(), new TextClassifierRules(), new DqnRules(), new PpoRules()];

    /// <summary>The family.</summary>
    public abstract ModelFamily Family { get; }

    /// <summary>Its word in a config, with other words for it.</summary>
    public abstract ConfigChoice Word { get; }

    /// <summary>The kinds of data sets that it learns from; empty for a family that acts in a world.</summary>
    public abstract IReadOnlyList<DatasetKind> Data { get; }

    /// <summary>Why it cannot learn from a data set, after "dataset NAME does not fit: it …"; null when it can.</summary>
    public virtual string? WhyUnfit(DatasetFacts data) => Data.Contains(data.Kind)
        ? null
        : $"is one of {data.Kind.InWords()}, and {Word.Value} learns from {string.Join(" or ", Data.Select(kind => kind.InWords()))}";

    /// <summary>Fills in what was left out and whose default depends on the data set.</summary>
    /// <param name="values">The keys that were given, each right by itself.</param>
    /// <param name="data">The data set.</param>
    public virtual void FillIn(Dictionary<string, object> values, DatasetFacts data)
    {
    }

    /// <summary>The same for a family that acts in a world: where a default depends on what another key was given.</summary>
    public virtual void FillIn(Dictionary<string, object> values)
    {
    }

    /// <summary>Finds what is wrong between keys, each of which is right by itself.</summary>
    public virtual void Check(ConfigCheck check)
    {
    }

    /// <summary>What a trainer of a config must hold in memory.</summary>
    public abstract MemoryNeeds Memory(EffectiveConfig config);

    /// <summary>The rules of a family.</summary>
    public static FamilyRules Of(ModelFamily family) => Array.Find(All, rules => rules.Family == family)
        ?? throw new ArgumentOutOfRangeException(nameof(family), family, "This family has no rules.");
}
