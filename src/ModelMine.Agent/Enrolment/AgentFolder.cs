using ModelMine.Agent.Shell;

namespace ModelMine.Agent.Enrolment;

/// <summary>The agent's folder, held by one agent at a time.</summary>
internal sealed class AgentFolder : IDisposable
{
    private readonly FileStream _lock;

    private AgentFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Node id and token.</summary>
    public string IdentityFile => System.IO.Path.Combine(Path, "identity.json");

    /// <summary>The node's signing key.</summary>
    public string KeyFile => System.IO.Path.Combine(Path, "node.key");

    /// <summary>Where attempts have their folders.</summary>
    public string WorkFolder => System.IO.Path.Combine(Path, "work");

    /// <summary>Where trainers keep data sets.</summary>
    public string DatasetFolder => System.IO.Path.Combine(Path, "datasets");

    /// <summary>Where the weights of models that are tried are kept.</summary>
    public string TryFolder => System.IO.Path.Combine(Path, "tries");

    /// <summary>Makes the folder if need be, and keeps other agents out of it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="AgentFailure">It cannot be written, or another agent holds it.</exception>
    public static AgentFolder Hold(string path)
    {
        try
        {
            PrivateFile.CreateFolder(path);
            Directory.CreateDirectory(System.IO.Path.Combine(path, "work"));
            Directory.CreateDirectory(System.IO.Path.Combine(path, "datasets"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure(AgentExit.Environment, $"The folder {path} cannot be used: {e.Message} Choose another with --data.", e);
        }

        try
        {
            return new AgentFolder(path, new FileStream(System.IO.Path.Combine(path, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure(
                AgentExit.Environment, $"Another agent seems to use {path} ({e.Message}) Stop it, or choose another folder with --data.", e);
        }
    }

    /// <summary>Removes the folders of attempts that an earlier agent left behind: a new session holds none of them.</summary>
    /// <returns>What could not be removed, and why.</returns>
    public IReadOnlyList<string> RemoveLeftovers()
    {
        var problems = new List<string>();
        foreach (var left in Directory.EnumerateDirectories(WorkFolder))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{left}: {e.Message}");
            }
        }

        return problems;
    }

    public void Dispose() => _lock.Dispose();
}
