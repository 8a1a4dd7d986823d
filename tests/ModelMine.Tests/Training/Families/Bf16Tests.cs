using System.Text.Json.Nodes;

namespace ModelMine.Tests.Training.Families;

/// <summary>Families in bf16: what their short forms learn is what they learn in fp32, and a resumed training is the same bit by bit.</summary>
[Collection(TorchTests.Name)]
public sealed class Bf16Tests
{
    [Theory]
    [InlineData("table")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    [InlineData("transformer")]
    [InlineData("transformer-byte")]
    [InlineData("bert")]
    public void Training_InBf16_LearnsAsInFp32_AndResumesBitByBit(string name)
    {
        using TemporaryFolder straight = new(), broken = new();
        var family = Family.Of(name);
        var fp32 = Trained.Of(name).Result;
        var mixed = InBf16(family);
        var expected = mixed.Train(straight.Path, new())!;

        expected.Setup!.Precision.ShouldBe("bf16");
        expected.WeightsDigest.ShouldNotBe(fp32.WeightsDigest);
        if (expected.ScoreName == "perplexity") expected.Score.ShouldBeLessThan(1.03 * fp32.Score);
        else expected.Score.ShouldBeGreaterThan(fp32.Score - 0.05);

        var first = new Recorder(family.BreakAfter);
        mixed.Train(broken.Path, first).ShouldBeNull();
        var resumed = mixed.Train(broken.Path, new(), resumeFrom: first.Snapshots[^1].File)!;
        resumed.WeightsDigest.ShouldBe(expected.WeightsDigest);
        resumed.Score.ShouldBe(expected.Score);
    }

    private static Family InBf16(Family family)
    {
        var json = JsonNode.Parse(family.Config.CanonicalJson)!.AsObject();
        json["precision"] = "bf16";
        return family with { Config = Configs.Parse(json.ToJsonString()) };
    }
}
