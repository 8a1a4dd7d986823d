using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Runtime;
using TorchSharp;

namespace ModelMine.Tests.Training.Devices;

[Collection(TorchTests.Name)]
public sealed class ComputeDeviceTests
{
    [Fact]
    public void Run_ForAGpuThatIsNotHere_SaysWhatIsMissing()
    {
        Assert.SkipWhen(ComputeDevice.CudaCount() > 0, "This machine has a CUDA GPU.");
        using var folder = new TemporaryFolder();
        var family = Family.Mlp("""{"device":"cuda"}""");

        var error = Should.Throw<TrainingException>(() => family.Train(folder.Path, new Recorder()));

        error.Message.ShouldContain("finds no CUDA GPU");
        error.Retryable.ShouldBeTrue();
    }

    [Fact]
    public void Weights_TrainedOnAGpu_AreUsedOnTheProcessorWhereThereIsNone()
    {
        Assert.SkipWhen(ComputeDevice.CudaCount() > 0, "This machine has a CUDA GPU.");

        ComputeDevice.ToUse(Configs.Parse("""{"device":"cuda"}""")).type.ShouldBe(DeviceType.CPU);
    }
}
