using ModelMine.Core.Contracts;
using ModelMine.Tests.Training.Data;
using ModelMine.Training.Data.Cifar;

namespace ModelMine.Tests.Training.Trainer;

/// <summary>A trainer fetches the data set that its job names, from a mirror on this machine that holds files of the same form.</summary>
[Collection(TorchTests.Name)]
public sealed class CatalogDownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _mirror = new();

    public void Dispose()
    {
        _folder.Dispose();
        _mirror.Dispose();
    }

    [Fact]
    public async Task Trainer_OfCifar10_FetchesItsArchiveAndTrains()
    {
        using var server = Serve([MadeCifar.Write(CifarVersion.Ten, _mirror.Path, recordsPerFile: 40).Sum]);

        var result = await TrainAsync(server, """{"modelType":"cnn","dataset":"CIFAR-10","epochs":4,"batchSize":8,"channels":4,"dropout":0}""");

        (result.Dataset, result.TrainSamples, result.ValidationSamples, result.TestSamples).ShouldBe(("cifar10", 180, 20, 40));
        result.Score.ShouldBeGreaterThan(0.5); // ten made classes: guessing is right for 0.1
        server.Begins.ShouldBe([0]);
        File.Exists(_folder.File("datasets/cifar10/cifar-10-binary.tar.gz")).ShouldBeTrue();
    }

    [Fact]
    public async Task Trainer_OfCifar100_LearnsItsFineClasses()
    {
        using var server = Serve([MadeCifar.Write(CifarVersion.Hundred, _mirror.Path, recordsPerFile: 200).Sum]);

        var result = await TrainAsync(server, """{"modelType":"cnn","dataset":"cifar_100","epochs":4,"batchSize":8,"channels":4,"dropout":0}""");

        (result.Dataset, result.TrainSamples, result.TestSamples).ShouldBe(("cifar100", 180, 200));
        result.Score.ShouldBeGreaterThan(0.4); // twenty of the classes occur: guessing is right for 0.05
    }

    [Fact]
    public async Task Trainer_OfFashionMnist_FetchesItsFourFilesAndTrains()
    {
        using var server = Serve(MadeFashion.Write(_mirror.Path, train: 200, test: 50));

        var result = await TrainAsync(server, """{"modelType":"mlp","dataset":"FashionMNIST","epochs":5,"batchSize":8,"hiddenSize":32}""");

        (result.Dataset, result.TrainSamples, result.ValidationSamples, result.TestSamples).ShouldBe(("fashion-mnist", 180, 20, 50));
        result.Score.ShouldBeGreaterThan(0.5); // ten made classes: guessing is right for 0.1
        server.Begins.ShouldBe([0, 0, 0, 0]);
    }

    private FileServer Serve(IEnumerable<string> sums)
    {
        File.WriteAllLines(_mirror.File("SHA256SUMS"), sums);
        return new(_mirror.Path);
    }

    private async Task<JobResult> TrainAsync(FileServer server, string config)
    {
        using var trainer = RunningTrainer.Start(_folder.Path, config, environment: new Dictionary<string, string>
        {
            ["MODELMINE_DATASET_MIRROR"] = server.Place,
            ["MODELMINE_DATASET_SHA256SUMS"] = _mirror.File("SHA256SUMS"),
        });
        return (await trainer.NextAsync<TrainerResult>()).Result;
    }
}
