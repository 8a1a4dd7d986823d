using ModelMine.Core.JobConfigs.Keys;
using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Options that several types of layers have.</summary>
internal static class LayerOptions
{
    public const string ActivationName = "activation";
    public const string Linear = "linear";
    public const string Softmax = "softmax";
    public const string Relu = "relu";

    private const int LargestWindow = 64;

    private static readonly ConfigChoice[] Activations =
    [
        Choice(Linear, "none", "identity"), Choice(Relu), Choice("leakyRelu"), Choice("elu"), Choice("gelu"), Choice("silu", "swish"), Choice("sigmoid"), Choice("tanh"),
        Choice("softplus"), Choice(Softmax),
    ];

    public static ConfigKey Activation(string @default) => Text(ActivationName, "What is applied to the result; softmax only at the end, where cross entropy applies it once.")
        .ReadBy(Cnn, @default, Activations)
        .ElsewhereCalled("act", "nonlinearity");

    public static ConfigKey Padding { get; } = Text("padding", "valid: whole windows only; same: zeros around, so that stride 1 keeps the sides.")
        .ReadBy(Cnn, "valid", Choice("valid"), Choice(SlidingWindow.Same))
        .ElsewhereCalled("pad");

    public static ConfigKey UseBias { get; } = Flag("useBias", "Whether a number is added to each output.").ReadBy(Cnn, true).ElsewhereCalled("bias");

    public static ConfigKey Window(string name, int @default, string help) =>
        new ConfigKey { Name = name, Kind = ConfigKeyKind.Size, Help = help, Minimum = 1, Maximum = LargestWindow }.ReadBy(Cnn, new LayerSize(@default, @default));
}
