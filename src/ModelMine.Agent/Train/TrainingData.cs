using ModelMine.Agent.Train.Downloads;
using ModelMine.Training;
using ModelMine.Training.Data.Cifar10;

namespace ModelMine.Agent.Train;

/// <summary>The data that a config names, where a learner looks for it.</summary>
internal static class TrainingData
{
    /// <summary>Fetches what is not shipped and not there yet.</summary>
    /// <param name="request">The config, and where data sets lie.</param>
    /// <param name="observer">Hears how far it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TrainingException">It cannot be had.</exception>
    public static async Task EnsureAsync(TrainingRequest request, ITrainingObserver observer, CancellationToken cancellation)
    {
        if (request.Config.Dataset == Cifar10Archive.DatasetName)
        {
            using var download = new ArchiveDownload(TimeProvider.System, line => observer.Log(TrainingLogLevel.Info, line));
            await download.EnsureAsync(request.Cifar10.Url, request.Cifar10.Sha256, Path.Combine(request.DatasetFolder, Cifar10Archive.FileName), cancellation);
        }
    }
}
