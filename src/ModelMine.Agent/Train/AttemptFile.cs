using System.Text.Json;
using ModelMine.Agent.Train.Downloads;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets.Own;
using ModelMine.Core.JobConfigs;
using ModelMine.Training;

namespace ModelMine.Agent.Train;

/// <summary>Reads <c>attempt.json</c>, what a trainer is started with.</summary>
internal static class AttemptFile
{
    public const string Name = "attempt.json";

    /// <exception cref="TrainingException">There is no such file, it cannot be read, or the config is not one that this version trains.</exception>
    public static TrainingRequest Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            var assignment = JsonSerializer.Deserialize<TrainerAssignment>(File.ReadAllBytes(path), ModelMineJson.Options)
                ?? throw new TrainingException($"{path} holds nothing.", retryable: true);
            var config = EffectiveConfig.FromEffective(assignment.Config, assignment.Dataset is { } own ? new OwnDatasets([own]) : null);
            return new()
            {
                Config = config.Digest == assignment.ConfigDigest
                    ? config
                    : throw new TrainingException($"The config in {path} has the digest {config.Digest}, not {assignment.ConfigDigest} as it says: server and node are of different versions. Update ModelMine on this node.", retryable: true),
                Folder = folder,
                Threads = assignment.Threads >= 1 ? assignment.Threads : throw new TrainingException($"{path} asks for {assignment.Threads} threads.", retryable: true),
                DatasetFolder = assignment.DatasetFolder,
                ResumeFrom = assignment.ResumeFrom is { } name ? PlainName(name) : null,
                DatasetFiles = DatasetMirror.OfEnvironment().Files(config.Data),
            };
        }
        catch (FormatException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TrainingException($"{path} could not be read: {error.Message}", retryable: true, error);
        }
    }

    private static string PlainName(string name) => name == Path.GetFileName(name)
        ? name
        : throw new TrainingException($"The snapshot to go on from must lie in the attempt's folder, but its name is {name}.", retryable: true);
}
