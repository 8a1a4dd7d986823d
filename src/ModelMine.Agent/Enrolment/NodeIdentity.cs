using System.Text.Json;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Enrolment;

/// <summary>Who this machine is to its server: the file <c>identity.json</c>, for its owner alone.</summary>
/// <param name="NodeId">Id of the node.</param>
/// <param name="Token">The secret that it signs in with.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Server">The server that it enrolled at.</param>
/// <param name="EnrolledAt">When.</param>
internal sealed record NodeIdentity(string NodeId, string Token, string Name, Uri Server, DateTimeOffset EnrolledAt)
{
    /// <summary>Reads the identity; null when this machine has not enrolled.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AgentFailure">The file is there, and not right.</exception>
    public static NodeIdentity? Load(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var identity = JsonSerializer.Deserialize<NodeIdentity>(File.ReadAllBytes(path), ModelMineJson.Options);
            return identity is { NodeId.Length: > 0, Token.Length: > 0 } ? identity : throw new JsonException("Node id or token is missing.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure(
                AgentExit.Environment, $"{path} cannot be read: {e.Message} Restore it from a copy, or move it and node.key away and enrol anew.", e);
        }
    }

    /// <summary>Writes the identity with mode 0600.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, ModelMineJson.Options));
}
