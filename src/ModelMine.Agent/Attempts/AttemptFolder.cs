using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Attempts;

/// <summary>The folder that a trainer works in; it is gone when the attempt is.</summary>
internal sealed class AttemptFolder : IDisposable
{
    /// <summary>Makes the folder, empty.</summary>
    /// <param name="workFolder">Where attempts have their folders.</param>
    /// <param name="attemptId">The attempt.</param>
    public AttemptFolder(string workFolder, string attemptId)
    {
        Path = System.IO.Path.Combine(workFolder, PlainName(attemptId));
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Path of a file in the folder.</summary>
    /// <param name="file">Its name; never a path, whoever says it.</param>
    /// <exception cref="InvalidDataException">It is no plain name.</exception>
    public string PathOf(string file) => System.IO.Path.Combine(Path, PlainName(file));

    /// <summary>Tells the trainer what to do.</summary>
    /// <param name="assignment">What to do.</param>
    public Task WriteAsync(TrainerAssignment assignment) =>
        File.WriteAllBytesAsync(PathOf("attempt.json"), JsonSerializer.SerializeToUtf8Bytes(assignment, ModelMineJson.Options));

    /// <summary>Deletes a file, if it is there; what cannot be deleted goes with the folder.</summary>
    /// <param name="file">Its name.</param>
    public void Delete(string file)
    {
        try
        {
            File.Delete(PathOf(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // The folder is removed at the end of the attempt, and leftovers at the agent's next start.
        }
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Leftovers go at the agent's next start.
        }
    }

    private static string PlainName(string name) =>
        name.Length > 0 && name is not ("." or "..") && System.IO.Path.GetFileName(name) == name
            ? name
            : throw new InvalidDataException($"“{name}” is no plain file name.");
}
