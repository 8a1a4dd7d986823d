using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Training;

/// <summary>What to train, where, and with what.</summary>
public sealed record TrainingRequest
{
    /// <summary>The effective config.</summary>
    public required EffectiveConfig Config { get; init; }

    /// <summary>The attempt's folder: snapshots and weights are written there. Must exist.</summary>
    public required string Folder { get; init; }

    /// <summary>Threads to compute with; at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>Folder of the data sets that were downloaded.</summary>
    public required string DatasetFolder { get; init; }

    /// <summary>Folder of the data sets that are shipped.</summary>
    public string ShippedFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "datasets");

    /// <summary>The files of the data set: those of its facts, unless they come from a mirror with other digests.</summary>
    public IReadOnlyList<DatasetFile> DatasetFiles
    {
        get => field ?? Config.Data?.Files ?? [];
        init;
    }

    /// <summary>File name, inside <see cref="Folder"/>, of the snapshot to go on from; null from the start.</summary>
    public string? ResumeFrom { get; init; }

    /// <summary>Time between two calls of <see cref="ITrainingObserver.Progress"/> at the least.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time between snapshots within an epoch; null for the config's <c>snapshotEverySeconds</c>.</summary>
    public TimeSpan? SnapshotEvery { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where a file of a user's own data set lies.</summary>
    /// <param name="datasetFolder">Folder of the data sets that were downloaded.</param>
    /// <param name="digest">SHA-256 of the file, lower-case hex.</param>
    public static string PathOfOwn(string datasetFolder, string digest) => Path.Combine(datasetFolder, "by-digest", digest);

    /// <summary>Where a downloaded file of the config's data set lies.</summary>
    /// <param name="file">One of <see cref="DatasetFiles"/>.</param>
    public string PathOf(DatasetFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        // The names of users' own data sets are not theirs alone: their files are kept by what is in them.
        return file.Url is null ? PathOfOwn(DatasetFolder, file.Sha256) : Path.Combine(DatasetFolder, Config.Dataset, file.Name);
    }
}
