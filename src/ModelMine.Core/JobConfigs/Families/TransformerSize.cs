namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What the families that are made of transformer blocks have in common.</summary>
internal static class TransformerSize
{
    private const int Bytes = 256;

    /// <summary>A text of single characters in memory, whole and in its parts (2 bytes each), and as tokens with a copy (4 each).</summary>
    private const double BytesPerCharacter = 16;

    /// <summary>How many times as much it is while byte pairs are learned from it.</summary>
    private const double WithPairs = 3;

    private const double LeastTextBytes = 64 * 1024 * 1024;

    /// <summary>The heads share the width.</summary>
    public static void CheckHeads(ConfigCheck check)
    {
        var (width, heads) = (check.Whole("hiddenSize"), check.Whole("numHeads"));
        if (width % heads != 0)
        {
            check.Problem("hiddenSize", $"hiddenSize ({width}) must be a multiple of numHeads ({heads}): each head takes an equal share.");
        }
    }

    /// <summary>Tokenizers of bytes know every byte.</summary>
    public static void CheckVocabulary(ConfigCheck check)
    {
        if (check.Text("tokenizer") != "character" && check.Whole("vocabSize") < Bytes)
        {
            check.Problem("vocabSize", $"vocabSize ({check.Whole("vocabSize")}) must be at least {Bytes} with tokenizer {check.Text("tokenizer")}, which knows each of the {Bytes} bytes.");
        }
    }

    /// <summary>The most tokens that there can be.</summary>
    public static double Vocabulary(EffectiveConfig config) => config.Text("tokenizer") switch
    {
        "byte" => Bytes,
        "character" when config.Data?.Characters is { } characters => Math.Min(characters + 1, config.Int32("vocabSize")),
        _ => config.Int32("vocabSize"),
    };

    /// <summary>Trainable numbers of the blocks.</summary>
    public static double Blocks(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize");
        return 12 * config.Int32("numLayers") * width * width;
    }

    /// <summary>Numbers kept of one sequence for the backward pass.</summary>
    public static double Activations(EffectiveConfig config, double length) =>
        length * config.Int32("numLayers") * (16.0 * config.Int32("hiddenSize") + 3 * config.Int32("numHeads") * length);

    /// <summary>Bytes of texts in memory.</summary>
    /// <param name="config">The config of a running text, whose samples are its characters.</param>
    public static double TextBytes(EffectiveConfig config) =>
        Math.Max(LeastTextBytes, BytesPerCharacter * config.Data!.TrainSamples) * (config.Text("tokenizer") == "bpe" ? WithPairs : 1);
}
