using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench.Bare;

/// <summary>The transformer of our defaults (2 blocks, width 128, 4 heads, context 64, pre-norm), out of the library's modules.</summary>
internal sealed class BareTransformer : nn.Module<Tensor, Tensor>
{
    public const int Context = 64;
    private const int Vocabulary = 61, Width = 128, Heads = 4, Blocks = 2;
    private readonly Embedding _tokens = nn.Embedding(Vocabulary, Width), _positions = nn.Embedding(Context, Width);
    private readonly Sequential _blocks;
    private readonly LayerNorm _norm = nn.LayerNorm(Width);
    private readonly Linear _head = nn.Linear(Width, Vocabulary, hasBias: false);
    private readonly Tensor _places = arange(Context);

    public BareTransformer() : base("transformer")
    {
        _blocks = nn.Sequential(Enumerable.Range(0, Blocks).Select(nn.Module<Tensor, Tensor> (_) => new Block()).ToArray());
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        _head.forward(_norm.forward(_blocks.forward(nn.functional.dropout(_tokens.forward(input) + _positions.forward(_places), 0.1, training))));

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly LayerNorm _norm1 = nn.LayerNorm(Width), _norm2 = nn.LayerNorm(Width);
        private readonly Linear _qkv = nn.Linear(Width, 3 * Width), _projection = nn.Linear(Width, Width);
        private readonly Linear _fc1 = nn.Linear(Width, 4 * Width), _fc2 = nn.Linear(4 * Width, Width);

        public Block() : base("block") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var (texts, length) = (input.shape[0], input.shape[1]);
            var split = _qkv.forward(_norm1.forward(input)).view(texts, length, 3, Heads, Width / Heads).permute(2, 0, 3, 1, 4);
            var attended = nn.functional.scaled_dot_product_attention(split[0], split[1], split[2], is_casual: true);
            var values = input + nn.functional.dropout(_projection.forward(attended.transpose(1, 2).reshape(texts, length, Width)), 0.1, training);
            return values + nn.functional.dropout(_fc2.forward(nn.functional.gelu(_fc1.forward(_norm2.forward(values)))), 0.1, training);
        }
    }
}
