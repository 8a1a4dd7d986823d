using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training;
using ModelMine.Training.Data.Text;
using ModelMine.Training.Data.Text.Labelled;
using ModelMine.Training.Learners;
using ModelMine.Training.Learners.Dqn;
using ModelMine.Training.Learners.Ppo;
using ModelMine.Training.Loops;
using ModelMine.Training.Models.Cnn;
using ModelMine.Training.Models.Layered;
using ModelMine.Training.Models.Mlp;
using ModelMine.Training.Models.ResNet;

namespace ModelMine.Tests.Training.Families;

/// <summary>A short form of each family on real data: a config, and a learner of it.</summary>
internal sealed record Family(EffectiveConfig Config, Func<TrainingRequest, ILearner> Learner)
{
    private static readonly Lazy<TextCorpus> Text = new(() => KingJamesText.Read(Path.Combine(AppContext.BaseDirectory, "datasets", "kjv")));

    /// <summary>Optimizer steps after which the resume tests break off: in the middle of an epoch.</summary>
    public required int BreakAfter { get; init; }

    public static Family Of(string name) => name switch
    {
        "mlp" => Mlp("""{"modelType":"mlp","epochs":3,"batchSize":32,"hiddenSize":32,"optimizer":"momentum","learningRate":0.02}"""),
        "table" => Table("""{"modelType":"mlp","dataset":"penguins","target":"species","epochs":8,"batchSize":16,"hiddenSize":32,"learningRate":0.01}"""),
        "regression" => Table("""{"modelType":"mlp","dataset":"penguins","target":"body_mass_g","lossFunction":"huber","epochs":8,"batchSize":16,"hiddenSize":32,"learningRate":0.01}"""),
        "layers" => new(
            Configs.Parse("""{"modelType":"cnn","epochs":2,"batchSize":32,"layers":[{"type":"Conv2D","filters":4,"padding":"same","useBias":false},{"type":"BatchNorm"},{"type":"Activation","activation":"relu"},{"type":"MaxPooling2D"},{"type":"Dropout","rate":0.2},{"type":"Dense","units":16,"activation":"tanh"},{"type":"BatchNormalization"},{"type":"Dropout","rate":0.1},{"type":"Dense","units":10,"activation":"softmax"}]}"""),
            SmallMnist.Learner(1000, 500, (request, data) => LayeredModel.For(request.Config, data)))
        { BreakAfter = 40 },
        "resnet" => new(
            Configs.Parse("""{"modelType":"resnet","depth":18,"channels":4,"epochs":2,"batchSize":32,"dropout":0.1}"""),
            SmallMnist.Learner(600, 200, (request, data) => ResNetModel.For(request.Config, data)))
        { BreakAfter = 25 },
        "cnn" => new(
            Configs.Parse("""{"modelType":"cnn","epochs":2,"batchSize":32,"channels":4,"dataAugmentation":true}"""),
            SmallMnist.Learner(1000, 500, (request, data) => CnnModel.For(request.Config, data)))
        { BreakAfter = 40 },
        "transformer" => Transformer("""{"modelType":"transformer","epochs":2,"batchSize":16,"contextLength":32,"hiddenSize":32,"numLayers":2,"numHeads":2,"dropout":0.1,"optimizer":"adamw","weightDecay":0.01,"learningRate":0.003}""", breakAfter: 90),
        "transformer-bpe" => Transformer("""{"modelType":"transformer","tokenizer":"bpe","vocabSize":400,"positions":"rotary","tieWeights":true,"epochs":3,"batchSize":8,"contextLength":16,"hiddenSize":32,"numHeads":2,"learningRate":0.003}""", breakAfter: 90),
        "bert" => TextClassifier("""{"modelType":"bert","epochs":2,"batchSize":32,"vocabSize":600,"maxLength":32,"hiddenSize":32,"numHeads":2,"learningRate":0.003}""", breakAfter: 140),
        "bert-cls" => TextClassifier("""{"modelType":"bert","tokenizer":"character","pooling":"cls","epochs":2,"batchSize":64,"maxLength":24,"hiddenSize":16,"numLayers":1,"numHeads":2}""", breakAfter: 70),
        "transformer-byte" => Transformer("""{"modelType":"transformer","tokenizer":"byte","positions":"rotary","epochs":2,"batchSize":16,"contextLength":32,"hiddenSize":32,"numHeads":2,"learningRate":0.003}""", breakAfter: 90),
        "ppo" => new(
            Configs.Parse("""{"modelType":"ppo","epochs":3,"stepsPerEpoch":400,"batchSize":48,"hiddenSize":32,"numEnvironments":4,"rolloutSteps":16,"updateEpochs":3,"validationEpisodes":5}"""),
            request => new PpoLearner(request.Config))
        { BreakAfter = 10 },
        _ => new(
            Configs.Parse("""{"modelType":"dqn","epochs":3,"stepsPerEpoch":400,"batchSize":32,"hiddenSize":32,"learningStarts":100,"replaySize":500,"targetUpdateEvery":70,"epsilonDecaySteps":600,"optimizer":"rmsprop","dueling":true,"validationEpisodes":5}"""),
            request => new DqnLearner(request.Config))
        { BreakAfter = 450 },
    };

    public static Family Table(string config) => new(Configs.Parse(config), LearnerChoice.Of) { BreakAfter = 40 };

    public static Family Mlp(string config) => new(
        Configs.Parse(config),
        SmallMnist.Learner(2000, 1000, (request, data) => MlpModel.For(request.Config, data)))
    { BreakAfter = 80 };

    /// <summary>On verses of four books, read anew by each learner.</summary>
    public static Family TextClassifier(string config, int breakAfter = 0) => new(
        Configs.Parse(config),
        request => TextClassifierLearner.Of(request.Config, KingJamesBooks.Read(Path.Combine(AppContext.BaseDirectory, "datasets", "kjv"))))
    { BreakAfter = breakAfter };

    /// <summary>On the first verses of Genesis.</summary>
    public static Family Transformer(string config, int breakAfter = 0, int characters = 40_000) => new(
        Configs.Parse(config),
        request => TextLearner.Of(request.Config, Text.Value with { Content = Text.Value.Content[..characters] }))
    { BreakAfter = breakAfter };

    /// <summary>Trains in a folder.</summary>
    public JobResult? Train(string folder, Recorder recorder, string? resumeFrom = null, int threads = TorchTests.Threads) => TrainingJob.Run(
        new()
        {
            Config = Config,
            Folder = folder,
            Threads = threads,
            DatasetFolder = folder,
            ResumeFrom = resumeFrom,
        },
        Learner,
        recorder,
        CancellationToken.None);
}
