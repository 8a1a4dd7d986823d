using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Accounts;

/// <summary>Where <c>login</c> keeps the personal token: readable by its owner alone.</summary>
internal sealed class CredentialFile(Surroundings surroundings)
{
    public string Path { get; } = System.IO.Path.Combine(
        surroundings.Variable("XDG_CONFIG_HOME") is { Length: > 0 } folder ? folder : System.IO.Path.Combine(surroundings.HomeFolder, ".config"),
        "modelmine",
        "credentials.json");

    /// <summary>What is stored; null when nobody signed in.</summary>
    public StoredCredentials? Read()
    {
        if (!File.Exists(Path)) return null;
        try
        {
            return JsonSerializer.Deserialize<StoredCredentials>(File.ReadAllText(Path), ModelMineJson.Options);
        }
        catch (JsonException e)
        {
            throw new CliFailure(ExitCode.Environment, $"{Path} is damaged: {e.Message}", $"Delete it, and sign in again with: {surroundings.Program} login");
        }
    }

    public void Write(StoredCredentials credentials) =>
        PrivateFile.Write(Path, JsonSerializer.Serialize(credentials, ModelMineJson.Options));

    public void Delete() => File.Delete(Path);
}

/// <summary>A personal token and where it is good.</summary>
internal sealed record StoredCredentials(Uri Server, string Email, string TokenId, string Token);
