using ModelMine.Agent.Train.Downloads;
using ModelMine.Core.Contracts;
using ModelMine.Training;

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
        observer.Begins(TrainingPhase.Reading);
        using var download = new FileDownload(
            TimeProvider.System, line => observer.Log(TrainingLogLevel.Info, line), fetching => observer.Progress(JobProgress.Of(fetching)));
        foreach (var file in request.DatasetFiles.Where(file => file.Url is not null))
        {
            await download.EnsureAsync(file.Url!, file.Sha256, request.PathOf(file), cancellation, file.Length);
        }
    }
}
