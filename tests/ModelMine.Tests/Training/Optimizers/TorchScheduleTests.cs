using ModelMine.Training.Optimizers.Schedules;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Optimizers;

/// <summary>Our schedules beside TorchSharp's own: the same rate at each step.</summary>
[Collection(TorchTests.Name)]
public sealed class TorchScheduleTests
{
    private const double Rate = 0.004;
    private const int Epochs = 10;
    private const int StepsPerEpoch = 7;

    [Theory]
    [InlineData("step")]
    [InlineData("cosine")]
    [InlineData("oneCycle")]
    public void Rates_AreThoseOfTorch(string name)
    {
        var ours = LearningRateSchedule.Of(
            Configs.Parse($$"""{"modelType":"mlp","epochs":10,"learningRate":0.004,"learningRateSchedule":"{{name}}"{{(name == "step" ? ""","stepEvery":4,"stepFactor":0.3""" : "")}}}"""),
            Epochs * StepsPerEpoch);
        using var parameter = new TorchSharp.Modules.Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], Rate, momentum: 0.9);
        var theirs = Theirs(name, optimizer);

        for (var step = 1; step <= Epochs * StepsPerEpoch; step++)
        {
            ours.At(step).ShouldBe(optimizer.ParamGroups.First().LearningRate, 1e-9, $"step {step}");
            if (name != "step" || step % StepsPerEpoch == 0)
            {
                theirs.step();
            }
        }
    }

    /// <summary>Printed by PyTorch 1.13: OneCycleLR(SGD([w], lr=0.004, momentum=0.9), max_lr=0.004, total_steps=20).</summary>
    [Fact]
    public void OneCycle_IsThatOfPyTorch()
    {
        var schedule = LearningRateSchedule.Of(Configs.Parse("""{"modelType":"mlp","learningRate":0.004,"learningRateSchedule":"oneCycle"}"""), 20);

        Enumerable.Range(1, 20).Select(step => schedule.At(step)).Zip(PyTorch).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    }

    private static readonly double[] PyTorch =
    [
        0.00016, 0.0005266873708, 0.0014866873708, 0.0026733126292, 0.0036333126292,
        0.004, 0.00394985602494, 0.00380193852805, 0.00356366471028, 0.0032469826158,
        0.00286777200717, 0.00244504808775, 0.002000008, 0.00155496791225, 0.00113224399283,
        0.000753033384201, 0.000436351289716, 0.000198077471946, 5.01599750597e-05, 1.6e-08,
    ];

    private static optim.lr_scheduler.LRScheduler Theirs(string name, optim.Optimizer optimizer) => name switch
    {
        "step" => optim.lr_scheduler.StepLR(optimizer, step_size: 4, gamma: 0.3),
        "cosine" => optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max: Epochs * StepsPerEpoch),
        _ => optim.lr_scheduler.OneCycleLR(optimizer, max_lr: Rate, total_steps: Epochs * StepsPerEpoch),
    };
}
