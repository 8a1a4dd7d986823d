using System.Globalization;
using System.Security.Cryptography;
using ModelMine.Core.Datasets;

namespace ModelMine.Training.Data.Files;

/// <summary>A file of a data set that the trainer's program fetched, or that somebody put in its place.</summary>
internal static class FetchedFile
{
    /// <summary>The path of a file whose SHA-256 was found to be right.</summary>
    /// <exception cref="TrainingException">It is missing, or another file.</exception>
    public static string Require(TrainingRequest request, DatasetFile file)
    {
        var path = request.PathOf(file);
        if (!File.Exists(path))
        {
            throw new TrainingException($"{request.Config.Dataset} is not whole on this node: there is no {path}. {(file.Url is null ? $"Put its {file.Name} there, or let a node fetch it for a job." : $"Fetch {file.Url} and put it there.")}", retryable: false);
        }

        using var stream = File.OpenRead(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(stream));
        return found == file.Sha256
            ? path
            : throw new TrainingException(
                string.Create(CultureInfo.InvariantCulture, $"{path} is not the {file.Name} of {request.Config.Dataset}: it has {stream.Length:N0} bytes and SHA-256 {found}, but {Expected(file)} expected. Remove it to have it fetched again."),
                retryable: false);
    }

    private static string Expected(DatasetFile file) => file.Length is { } length
        ? string.Create(CultureInfo.InvariantCulture, $"{length:N0} bytes with SHA-256 {file.Sha256} are")
        : $"SHA-256 {file.Sha256} is";
}
