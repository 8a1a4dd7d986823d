using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Models.Transformer;

/// <summary>The size and kind of a transformer.</summary>
/// <param name="Vocabulary">Tokens that it knows.</param>
/// <param name="Context">Tokens that it sees at once.</param>
/// <param name="Width">Numbers that stand for a token on its way.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Attention heads of each block; divides the width.</param>
/// <param name="Rotary">Positions turn queries and keys (<see cref="RotaryPositions"/>); otherwise each place has an embedding that is learned.</param>
/// <param name="Tied">The embedding of the tokens is also what scores the next one (Press and Wolf 2017).</param>
internal sealed record TransformerShape(int Vocabulary, int Context, int Width, int Layers, int Heads, bool Rotary = false, bool Tied = false)
{
    /// <summary>Numbers of each head.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>The shape of a language model.</summary>
    public static TransformerShape Of(EffectiveConfig config, int vocabulary) => new(
        vocabulary,
        config.Int32("contextLength"),
        config.Int32("hiddenSize"),
        config.Int32("numLayers"),
        config.Int32("numHeads"),
        config.Text("positions") == "rotary",
        config.Flag("tieWeights"));
}
