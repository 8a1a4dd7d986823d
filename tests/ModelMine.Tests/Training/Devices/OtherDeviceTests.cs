using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ModelMine.Tests.Training.Families;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Learners.Ppo;
using ModelMine.Training.Loops;
using ModelMine.Training.Models.Cnn;
using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using ModelMine.Training.Snapshots;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Devices;

/// <summary>
/// Every family on another device than the processor (see <see cref="LazyDevice"/>): it computes what the processor computes, and
/// nothing that it saves depends on where it was.
/// </summary>
[Collection(TorchTests.Name)]
public sealed class OtherDeviceTests : IDisposable, IPointSink
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("mlp")]
    [InlineData("table")]
    [InlineData("regression")]
    [InlineData("layers")]
    [InlineData("resnet")]
    [InlineData("cnn")]
    [InlineData("transformer")]
    [InlineData("transformer-bpe")]
    [InlineData("transformer-byte")]
    [InlineData("bert")]
    [InlineData("bert-cls")]
    [InlineData("dqn")]
    public void Steps_OnAnotherDevice_AreThoseOfTheProcessor(string name)
    {
        var family = WithoutChance(Family.Of(name));
        using ILearner there = Learner(family, LazyDevice.Device), here = Learner(family, CPU);
        there.Model.Parameters.AllWeights.device_type.ShouldBe(LazyDevice.Device.type);
        ShouldBeClose(Losses(there, Units(name)), Losses(here, Units(name)));
    }

    // Without batch normalisation: its operator does not declare that it moves the running figures, and the lazy device goes by that.
    [Theory]
    [InlineData("mlp")]
    [InlineData("regression")]
    [InlineData("cnn")]
    [InlineData("transformer-byte")]
    [InlineData("bert")]
    [InlineData("dqn")]
    public void Snapshot_OfAnotherDevice_GoesOnThereAndOnTheProcessor(string name)
    {
        var family = WithoutChance(Family.Of(name));
        using ILearner first = Learner(family, LazyDevice.Device), there = Learner(family, LazyDevice.Device), here = Learner(family, CPU);
        Losses(first, Units(name)).ShouldNotBeEmpty();
        Load(Save(first), there, here);
        here.Model.Parameters.ToArrays().Weights.ShouldBe(first.Model.Parameters.ToArrays().Weights);

        var expected = Losses(first, 2);
        ShouldBeClose(Losses(there, 2), expected);
        ShouldBeClose(Losses(here, 2), expected);
        there.Finish().Score.ShouldBe(here.Finish().Score, 0.02 * Math.Abs(here.Finish().Score));
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    public void Dropout_OnAnotherDevice_IsAFunctionOfTheStep(string name)
    {
        var family = Family.Of(name);
        using ILearner first = Learner(family, LazyDevice.Device), second = Learner(family, LazyDevice.Device);
        var losses = Losses(first, 2);
        ShouldBeClose(Losses(second, 2), losses);
        using var here = Learner(WithoutChance(family), CPU);
        Math.Abs(Losses(here, 1)[0] - losses[0]).ShouldBeGreaterThan(1e-4, "something was dropped");
    }

    // The backward pass of its clipped ratio has no kernel there: what is minimised is compared, not the step.
    [Fact]
    public void Loss_OfPpo_IsThatOfTheProcessor()
    {
        PpoLoss(LazyDevice.Device).ShouldBe(PpoLoss(CPU), 1e-5f);
    }

    [Fact]
    public void Clipping_OnAnotherDevice_IsThatOfTheProcessor()
    {
        using var scope = NewDisposeScope();
        var random = new SeededRandom(13, Purpose.Weights, 0);
        var gradients = Enumerable.Range(0, 32).Select(_ => (float)random.NextDouble(-1, 1)).ToArray();
        var there = tensor(gradients).to(LazyDevice.Device);
        GradientClipping.Clip(there, 0.5);
        GradientClipping.Clip(gradients, 0.5);
        there.OnProcessor().data<float>().ToArray().Zip(gradients).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }

    [Fact]
    public void Forward_WithABatchLeftBehind_Fails()
    {
        using var scope = NewDisposeScope();
        var data = new ImageDataset(SmallMnist.Of(100, 20), 0.1, seed: 1);
        var model = CnnModel.For(Configs.Parse("""{"modelType":"cnn","channels":4}"""), data);
        model.Parameters.MoveTo(LazyDevice.Device);
        Should.Throw<ExternalException>(() => model.Forward(data.Test(0, 20).Images, dropout: null));
        model.Forward(data.Test(0, 20).On(LazyDevice.Device).Images, dropout: null).shape.ShouldBe([20, 10]);
        model.Parameters.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    void IPointSink.Point(string name, long atStep, double value) => double.IsFinite(value).ShouldBeTrue();

    // Few: what is computed is written down, compiled and run anew for each of them. DQN learns from its hundredth step on.
    private static int Units(string name) => name switch { "dqn" => 125, "ppo" => 2, _ => 3 };

    private List<double> Losses(ILearner learner, int units)
    {
        var losses = new List<double>();
        for (var unit = 0; unit < units; unit++)
        {
            if (learner.Advance(this).Loss is { } loss) losses.Add(loss);
            LazyDevice.Compute();
        }

        return losses;
    }

    private static void ShouldBeClose(List<double> losses, List<double> expected)
    {
        losses.Count.ShouldBe(expected.Count);
        losses.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5 + 1e-4 * Math.Abs(pair.Second));
    }

    private static float PpoLoss(Device device)
    {
        using var scope = NewDisposeScope();
        var config = Configs.Parse("""{"modelType":"ppo","batchSize":32,"numEnvironments":4,"rolloutSteps":16}""");
        var model = new ActorCritic(4, 16, 2, seed: 1);
        var rollout = new Rollout(16, 4, 4);
        for (var i = 0; i < rollout.Count; i++)
        {
            rollout.Observation(i).Fill(i * 0.01f);
            (rollout.Actions[i], rollout.LogProbabilities[i], rollout.Advantages[i]) = (i % 2, -0.7f, i % 7);
        }

        using var update = new PpoUpdate(config, model, rollout, observationLength: 4, rollouts: 1);
        using var batch = new Minibatch(32, 4);
        update.MoveTo(device);
        batch.MoveTo(device);
        batch.Fill(rollout, new SeededRandom(1, Purpose.Minibatch, 0).Permutation(64).AsSpan(0, 32));
        var loss = update.Loss(batch);
        loss.device_type.ShouldBe(device.type);
        model.Parameters.Device.type.ShouldBe(device.type);
        return loss.OnProcessor().item<float>();
    }

    private ILearner Learner(Family family, Device device)
    {
        var learner = family.Learner(new() { Config = family.Config, Folder = _folder.Path, DatasetFolder = _folder.Path, Threads = 1 });
        learner.MoveTo(device);
        return learner;
    }

    private string Save(ILearner learner)
    {
        var content = new SnapshotContent();
        learner.Save(content);
        return Path.Combine(_folder.Path, new SnapshotFolder(_folder.Path).Save(content, 1, 1, 0).File);
    }

    private static void Load(string path, params ILearner[] learners)
    {
        using var snapshot = new SnapshotFile(path);
        Array.ForEach(learners, learner => learner.Load(snapshot));
    }

    /// <summary>No dropout: each device draws masks of its own.</summary>
    private static Family WithoutChance(Family family)
    {
        var json = JsonNode.Parse(family.Config.CanonicalJson)!.AsObject();
        if (json.ContainsKey("dropout")) json["dropout"] = 0;
        json["gradientClipping"] = 0;
        foreach (var layer in json["layers"]?.AsArray() ?? [])
        {
            if (layer!["rate"] is not null) layer["rate"] = 0;
        }

        return family with { Config = Configs.Parse(json.ToJsonString()) };
    }
}
