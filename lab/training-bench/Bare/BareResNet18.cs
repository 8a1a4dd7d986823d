using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench.Bare;

/// <summary>ResNet-18 with the stem for small images, out of the library's modules.</summary>
internal sealed class BareResNet18 : nn.Module<Tensor, Tensor>
{
    private readonly Sequential _layers;

    public BareResNet18() : base("resnet18")
    {
        _layers = nn.Sequential(
            nn.Conv2d(1, 64, 3, padding: 1, bias: false), nn.BatchNorm2d(64), nn.ReLU(),
            new Block(64, 64, 1), new Block(64, 64, 1),
            new Block(64, 128, 2), new Block(128, 128, 1),
            new Block(128, 256, 2), new Block(256, 256, 1),
            new Block(256, 512, 2), new Block(512, 512, 1),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _layers.forward(input);

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential _body;
        private readonly Sequential? _shortcut;

        public Block(int inputs, int outputs, int stride) : base("block")
        {
            _body = nn.Sequential(
                nn.Conv2d(inputs, outputs, 3, stride: stride, padding: 1, bias: false), nn.BatchNorm2d(outputs), nn.ReLU(),
                nn.Conv2d(outputs, outputs, 3, padding: 1, bias: false), nn.BatchNorm2d(outputs));
            _shortcut = stride == 1 ? null : nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride: stride, bias: false), nn.BatchNorm2d(outputs));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => nn.functional.relu(_body.forward(input) + (_shortcut?.forward(input) ?? input));
    }
}
