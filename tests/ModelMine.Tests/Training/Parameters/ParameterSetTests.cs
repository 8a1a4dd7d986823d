using ModelMine.Core.Formats;
using ModelMine.Training.Parameters;

namespace ModelMine.Tests.Training.Parameters;

[Collection(TorchTests.Name)]
public sealed class ParameterSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Buffers_OfABatchNorm_AreSavedWithTheWeightsByTheirPyTorchNames_AndNotTrained()
    {
        using var saved = Convolution(seed: 1);
        saved["bn1.running_mean"].fill_(0.25);
        saved["bn1.running_var"].fill_(3);

        saved.Count.ShouldBe((2 * 9) + 2 + 2);
        saved["bn1.running_mean"].requires_grad.ShouldBeFalse();
        saved.Weights.Length.ShouldBe(32 + 16 + 16, "buffers have no place among what the optimizer moves");
        saved.Buffers.Length.ShouldBe(32);

        using var loaded = Convolution(seed: 2);
        loaded.Load(Written(saved));
        loaded["bn1.running_mean"].data<float>().ShouldBe([0.25f, 0.25f]);
        loaded["bn1.running_var"].data<float>().ShouldBe([3, 3]);
        loaded.Weights.ToArray().ShouldBe(saved.Weights.ToArray());
        loaded.Buffers[0].ShouldBe(0.25f);
    }

    [Fact]
    public void Load_OfAFileWithoutABuffer_NamesIt()
    {
        using var set = Convolution(seed: 1);
        using var without = new ParameterSet(set.Specs.Where(spec => spec.Name != "bn1.running_var"), seed: 1);

        Should.Throw<SafetensorsException>(() => set.Load(Written(without))).Message.ShouldContain("no tensor \"bn1.running_var\"");
    }

    private static ParameterSet Convolution(long seed) =>
        new([ParameterSpec.BeforeRelu("conv1.weight", 2, 1, 3, 3), .. ParameterSpec.BatchNorm("bn1", 2)], seed);

    private SafetensorsFile Written(ParameterSet set)
    {
        using (var stream = File.Create(_folder.File("model.safetensors")))
        {
            Safetensors.Write(stream, [.. set.ToSafetensors()], new Dictionary<string, string>());
        }

        return Safetensors.Open(new MemoryStream(File.ReadAllBytes(_folder.File("model.safetensors"))));
    }
}
