using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What the transformers read.</summary>
internal static class TransformerKeys
{
    private static readonly ConfigChoice[] Tokenizers = [Choice("character", "char"), Choice("byte", "bytes"), Choice("bpe", "bytePair", "subword")];

    public static readonly ConfigKey[] All =
    [
        Text("tokenizer", "What a token is: a character; a byte of UTF-8; or bpe, a sequence of bytes that is frequent (byte-level byte-pair encoding, learned from the training data).")
            .ReadBy(Transformer, "character", Tokenizers).ReadBy(TextClassifier, "bpe", Tokenizers)
            .ElsewhereCalled("tokenization", "tokenizerType"),
        Integer("vocabSize", 2, 1_000_000, "Upper bound on the different tokens; the result says how many there are. With tokenizer character the most frequent ones are kept; with byte there are always 256; with bpe the 256 bytes and what is learned.")
            .ReadBy(Transformer, 1024).ReadBy(TextClassifier, 2048)
            .ElsewhereCalled("vocabularySize", "numTokens"),
        Integer("contextLength", 8, 512, "Tokens that the model sees at once.")
            .ReadBy(Transformer, 64)
            .ElsewhereCalled("sequenceLength", "seqLen", "blockSize", "contextSize"),
        Integer("maxLength", 8, 512, "Tokens of each text that the model sees, with the one that begins it; what is longer is cut.")
            .ReadBy(TextClassifier, 64)
            .ElsewhereCalled("maxSequenceLength", "maxSeqLength", "maxTokens"),
        Integer("numLabels", 0, 1000, "Classes; must be as many as the data has. 0, or left out: as many as it has.")
            .ReadBy(TextClassifier, 0)
            .ElsewhereCalled("numClasses", "classes", "labels"),
        Text("pooling", "What of a text is classified: mean, the mean of its tokens; cls, the token that begins it.")
            .ReadBy(TextClassifier, "mean", Choice("mean", "average"), Choice("cls", "first"))
            .ElsewhereCalled("pooler", "poolingStrategy"),
        Text("positions", "How the model knows where a token stands: learned, an embedding for each place; rotary, by turning queries and keys (hiddenSize / numHeads must be even).")
            .ReadBy(Transformer, "learned", Choice("learned", "absolute"), Choice("rotary", "rope"))
            .ElsewhereCalled("positionEmbedding", "positionalEncoding", "positionEmbeddingType"),
        Flag("tieWeights", "Whether one matrix both embeds the tokens and scores the next one.")
            .ReadBy(Transformer, false)
            .ElsewhereCalled("weightTying", "tieWordEmbeddings", "tieEmbeddings"),
        Integer("numLayers", 1, 24, "Transformer blocks.")
            .ReadBy([Transformer, TextClassifier], 2)
            .ElsewhereCalled("numBlocks", "numHiddenLayers"),
        Integer("numHeads", 1, 32, "Attention heads of each block; hiddenSize must be a multiple of it.")
            .ReadBy([Transformer, TextClassifier], 4)
            .ElsewhereCalled("heads", "attentionHeads", "nHead"),
    ];
}
