using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What only the transformer reads.</summary>
internal static class TransformerKeys
{
    public static readonly ConfigKey[] All =
    [
        Integer("vocabSize", 2, 1_000_000, "Upper bound on the vocabulary: the text's own characters are counted, and the most frequent ones are kept up to this many.")
            .ReadBy(Transformer, 256)
            .ElsewhereCalled("vocabularySize", "numTokens"),
        Integer("contextLength", 8, 512, "Characters that the model sees at once.")
            .ReadBy(Transformer, 64)
            .ElsewhereCalled("sequenceLength", "seqLen", "blockSize", "maxLength", "contextSize"),
        Integer("numLayers", 1, 24, "Transformer blocks.")
            .ReadBy(Transformer, 2)
            .ElsewhereCalled("layers", "numBlocks", "depth", "numHiddenLayers"),
        Integer("numHeads", 1, 32, "Attention heads of each block; hiddenSize must be a multiple of it.")
            .ReadBy(Transformer, 4)
            .ElsewhereCalled("heads", "attentionHeads", "nHead"),
    ];
}
