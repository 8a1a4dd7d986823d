using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs;

/// <summary>What a model of a config can be tried with.</summary>
public static class TryKindOf
{
    /// <summary>The kind, by the data that it is trained on and what it reads of them; without a data set it acts in a world.</summary>
    /// <param name="config">The config.</param>
    public static TryKind Model(EffectiveConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Data?.Kind switch
        {
            DatasetKind.Images => TryKind.Image,
            DatasetKind.Text => TryKind.Prompt,
            DatasetKind.LabelledTexts => TryKind.Sentence,
            DatasetKind.Table => config.Family == ModelFamily.TextClassifier ? TryKind.Sentence : TryKind.Row,
            _ => TryKind.Replay,
        };
    }
}
