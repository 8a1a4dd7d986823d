using System.Diagnostics;
using ModelMine.TrainingBench.Measuring;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench.Bare;

/// <summary>The loop that a TorchSharp user would write: modules, the library's own Adam, data ready in memory, nothing else.</summary>
internal sealed class BareLoop(nn.Module<Tensor, Tensor> model, Func<Tensor, (Tensor Inputs, Tensor Labels)> take, int samples) : IDisposable
{
    public static BareLoop Of(Workload workload) => workload.Family switch
    {
        "cnn" => BareData.Digits(new BareCnn()),
        "resnet" => BareData.Digits(new BareResNet18()),
        _ => BareData.Text(new BareTransformer()),
    };

    /// <returns>Samples a second after the warm-up.</returns>
    public double SamplesPerSecond(Workload workload)
    {
        var batch = workload.Effective.BatchSize;
        model.train();
        using var optimizer = optim.Adam(model.parameters(), 0.001);
        var began = 0L;
        for (var step = 0; step < workload.WarmUp + workload.Steps; step++)
        {
            if (step == workload.WarmUp) began = Stopwatch.GetTimestamp();
            using var scope = NewDisposeScope();
            var (inputs, labels) = take(randint(samples, batch));
            optimizer.zero_grad();
            var output = model.forward(inputs);
            var loss = nn.functional.cross_entropy(output.reshape(-1, output.shape[^1]), labels.reshape(-1));
            loss.backward();
            optimizer.step();
            _ = loss.item<float>();
        }

        return workload.Steps * (double)batch / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public void Dispose() => model.Dispose();
}
