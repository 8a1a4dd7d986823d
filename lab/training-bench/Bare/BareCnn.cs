using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench.Bare;

/// <summary>The CNN of our defaults, out of the library's modules.</summary>
internal sealed class BareCnn : nn.Module<Tensor, Tensor>
{
    private readonly Sequential _layers;

    public BareCnn() : base("cnn")
    {
        _layers = nn.Sequential(
            nn.Conv2d(1, 16, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Dropout(0.25), nn.Linear(64 * 3 * 3, 128), nn.ReLU(), nn.Dropout(0.25), nn.Linear(128, 10));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _layers.forward(input);
}
