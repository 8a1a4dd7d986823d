using System.Text.Json;
using ModelMine.Core.Formats;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Learners.Dqn;
using ModelMine.Training.Learners.Ppo;
using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Models.Policy;
using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Randomness;

namespace ModelMine.Tests.Training.Reference;

/// <summary>PyTorch loads the policies that we wrote by their tensor names and finds the numbers that ours acts by.</summary>
[Collection(TorchTests.Name)]
public sealed class PolicyPyTorchTests
{
    private const int States = 64;
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("""{"modelType":"dqn","epochs":1,"stepsPerEpoch":600,"batchSize":32,"hiddenSize":48,"learningStarts":100,"validationEpisodes":1}""")]
    [InlineData("""{"modelType":"dqn","environment":"Acrobot","dueling":true,"epochs":1,"stepsPerEpoch":600,"batchSize":32,"learningStarts":100,"validationEpisodes":1}""")]
    [InlineData("""{"modelType":"ppo","environment":"Acrobot","epochs":1,"stepsPerEpoch":600,"batchSize":64,"validationEpisodes":1}""")]
    public async Task Outputs_ThatPyTorchFinds_AreThoseThatOursActsBy(string config)
    {
        using var folder = new TemporaryFolder();
        var family = new Family(
            Configs.Parse(config),
            request => request.Config.ModelType == "ppo" ? new PpoLearner(request.Config) : new DqnLearner(request.Config))
        { BreakAfter = 0 };
        family.Train(folder.Path, new());
        var length = family.Config.Dataset == "CartPole-v1" ? 4 : 6;
        var observations = Observations(length);
        File.WriteAllText(folder.File("observations.json"), JsonSerializer.Serialize(observations));

        var found = JsonElement.Parse(await Python.RunAsync("check_policy.py", folder.File(TrainingJob.WeightsFileName), folder.File("observations.json")));

        using var stream = File.OpenRead(folder.File(TrainingJob.WeightsFileName));
        var weights = Safetensors.Open(stream);
        if (family.Config.ModelType == "ppo")
        {
            var model = new ActorCritic(length, family.Config.Int32("hiddenSize"), 3, seed: 0);
            model.Parameters.Load(weights);
            Same(found.GetProperty("outputs"), model.Actor(), observations);
            var values = found.GetProperty("values").EnumerateArray().Select(value => value.GetDouble());
            values.ShouldBe(observations.Select(seen => (double)model.Critic().Evaluate(seen)[0]), Tolerance);
            model.Parameters.Dispose();
        }
        else
        {
            var dueling = family.Config.Flag("dueling");
            var network = new QNetwork(length, family.Config.Int32("hiddenSize"), length == 4 ? 2 : 3, dueling, seed: 0);
            network.Parameters.Load(weights);
            Same(found.GetProperty("outputs"), network.Policy(), observations, aboveTheirMean: dueling);
            network.Parameters.Dispose();
        }
    }

    /// <param name="outputs">What PyTorch found.</param>
    /// <param name="policy">What ours acts by.</param>
    /// <param name="observations">What both were given.</param>
    /// <param name="aboveTheirMean">A dueling network acts by the advantages alone: they agree with the estimates but for a constant of each state.</param>
    private static void Same(JsonElement outputs, FeedForward policy, float[][] observations, bool aboveTheirMean = false)
    {
        outputs.GetArrayLength().ShouldBe(States);
        for (var state = 0; state < States; state++)
        {
            double[] theirs = [.. outputs[state].EnumerateArray().Select(value => value.GetDouble())];
            double[] ours = [.. policy.Evaluate(observations[state]).ToArray().Select(value => (double)value)];
            var (their, our) = aboveTheirMean ? (theirs.Average(), ours.Average()) : (0, 0);
            theirs.Select(value => value - their).ShouldBe(ours.Select(value => value - our), Tolerance);
        }
    }

    private static float[][] Observations(int length)
    {
        var random = new SeededRandom(9, Purpose.World, 0);
        return [.. Enumerable.Range(0, States).Select(_ => Enumerable.Range(0, length).Select(_ => (float)random.NextDouble(-2, 2)).ToArray())];
    }
}
