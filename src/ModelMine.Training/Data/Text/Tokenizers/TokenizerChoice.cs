using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>The tokenizer that a config names.</summary>
internal static class TokenizerChoice
{
    /// <summary>Key of the metadata that says which tokenizer it is.</summary>
    public const string KindKey = "tokenizer";

    /// <summary>Makes the tokenizer of a language model, whose text is at hand as a whole.</summary>
    /// <param name="config">Reads <c>tokenizer</c> and <c>vocabSize</c>.</param>
    /// <param name="text">Its alphabet counts as known beforehand; what is held out is the order of it. Byte pairs are learned from the training split alone.</param>
    public static ITokenizer Of(EffectiveConfig config, TextSplit text) =>
        Of(config, [text.Train], bound => CharacterTokenizer.Of([text.Train, text.Validation, text.Test], bound));

    /// <summary>Makes a tokenizer that will meet texts with characters that the training split does not hold.</summary>
    /// <inheritdoc cref="Of(EffectiveConfig, TextSplit)"/>
    public static ITokenizer Of(EffectiveConfig config, IReadOnlyCollection<string> train) =>
        Of(config, train, bound => CharacterTokenizer.Of(train, bound, meetsOthers: true));

    /// <summary>Makes the tokenizer anew that a weights file was trained with.</summary>
    /// <param name="metadata">Of the weights file.</param>
    /// <exception cref="TrainingException">The metadata names none that this version knows.</exception>
    public static ITokenizer FromMetadata(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault(KindKey) switch
    {
        CharacterTokenizer.Kind => new CharacterTokenizer(metadata[CharacterTokenizer.VocabularyKey]),
        ByteTokenizer.Kind => new ByteTokenizer(),
        BytePairTokenizer.Kind => BytePairTokenizer.Read(metadata[BytePairTokenizer.MergesKey]),
        var other => throw Unknown(other ?? "nothing"),
    };

    private static ITokenizer Of(EffectiveConfig config, IReadOnlyCollection<string> train, Func<int, ITokenizer> characters) => config.Text("tokenizer") switch
    {
        CharacterTokenizer.Kind => characters(config.Int32("vocabSize")),
        ByteTokenizer.Kind => new ByteTokenizer(),
        BytePairTokenizer.Kind => BytePairTokenizer.Of(train, config.Int32("vocabSize")),
        var other => throw Unknown(other),
    };

    private static TrainingException Unknown(string kind) =>
        new($"tokenizer {kind} is not known to this version of the trainer: update ModelMine on this node.", retryable: true);
}
